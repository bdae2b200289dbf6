package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.ports.submissions.Submission;
import io.safelight.telemetry.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an upload's headers say of the image. */
final class UploadHeaders {
    /**
     * RFC 9530: a dictionary of byte sequences, here of 32 bytes. Other algorithms beside it are
     * allowed and not looked at, and so are parameters.
     */
    private static final Pattern SHA256 =
            Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):\\s*(?:[,;]|$)");

    private UploadHeaders() {}

    static Submission.Claims claims(Context ctx) {
        return new Submission.Claims(
                header(ctx, "Content-Disposition").flatMap(ContentDisposition::filename),
                header(ctx, "Safelight-Attributes"),
                fields(ctx, "Repr-Digest").map(UploadHeaders::sha256),
                header(ctx, "Idempotency-Key"));
    }

    /** Of the caller; one that is none is passed over, as the standard wants it. */
    static Optional<String> trace(Context ctx) {
        return Optional.ofNullable(ctx.header("traceparent"))
                .flatMap(TraceContext::parse)
                .map(TraceContext::traceparent);
    }

    /** An image is stored and hashed as it comes; nobody would unpack it later. */
    static void requireIdentity(Context ctx) {
        String encoding = ctx.header("Content-Encoding");
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw Problem.of(
                    ProblemCode.UNSUPPORTED_ENCODING,
                    "Send the bytes as they are, without Content-Encoding.");
        }
    }

    /** Of two, one would have to be believed. */
    private static Optional<String> header(Context ctx, String name) {
        List<String> lines = Collections.list(ctx.req().getHeaders(name));
        if (lines.size() > 1) {
            throw Problem.malformed(name + " is there twice.");
        }
        return lines.stream().findFirst().map(UploadHeaders::text);
    }

    /** A field that may be written on several lines. */
    private static Optional<String> fields(Context ctx, String name) {
        List<String> lines = Collections.list(ctx.req().getHeaders(name));
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(",", lines));
    }

    /** Header fields are bytes: the server shows them as ISO 8859-1, our senders mean UTF-8. */
    private static String text(String value) {
        return value.chars().allMatch(c -> c < 0x100) ? utf8(value) : value;
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String sha256(String header) {
        Matcher matcher = SHA256.matcher(header);
        if (!matcher.find()) {
            throw Problem.malformed(
                    "Repr-Digest needs sha-256=:<base64 of 32 bytes>: as in RFC 9530.");
        }
        return HexFormat.of().formatHex(Base64.getDecoder().decode(matcher.group(1)));
    }
}
