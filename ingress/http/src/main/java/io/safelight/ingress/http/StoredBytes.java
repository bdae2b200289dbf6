package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.domain.image.Sha256;
import io.safelight.ports.objects.SealedObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a response: with an entity tag, one range if asked for, and nothing for caches to keep
 * (RFC 9110).
 */
record StoredBytes(String contentType, Sha256 sha256, String filename) {
    private static final Pattern ONE_RANGE = Pattern.compile("(?i)bytes=(\\d{0,18})-(\\d{0,18})");
    private static final int CHUNK_BYTES = 64 << 10;

    private record Range(long first, long last) {
        long length() {
            return last - first + 1;
        }
    }

    void write(Context ctx, SealedObject object) throws IOException {
        String etag = "\"" + sha256.hex() + "\"";
        ctx.header("ETag", etag)
                .header("Cache-Control", "private, no-store")
                .header("Accept-Ranges", "bytes")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Content-Disposition", ContentDisposition.attachment(filename));
        if (matches(ctx.header("If-None-Match"), etag)) {
            ctx.status(304);
            return;
        }
        long size = object.size();
        Optional<Range> range = range(ctx, etag, size);
        Range sent = range.orElse(new Range(0, size - 1));
        if (range.isPresent()) {
            ctx.status(206)
                    .header(
                            "Content-Range",
                            "bytes " + sent.first() + "-" + sent.last() + "/" + size);
        }
        ctx.contentType(contentType);
        ctx.res().setContentLengthLong(sent.length());
        if (!isHead(ctx)) {
            copy(object, sent, ctx.outputStream());
        }
    }

    /**
     * Several ranges, or a form that we do not know, are answered with the whole, as the standard
     * allows. Ranges are for GET alone.
     */
    private static Optional<Range> range(Context ctx, String etag, long size) {
        String header = ctx.header("Range");
        String condition = ctx.header("If-Range");
        if (header == null || isHead(ctx) || (condition != null && !condition.equals(etag))) {
            return Optional.empty();
        }
        Matcher matcher = ONE_RANGE.matcher(header.strip());
        if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        Range range =
                matcher.group(1).isEmpty()
                        ? new Range(Math.max(0, size - Long.parseLong(matcher.group(2))), size - 1)
                        : new Range(Long.parseLong(matcher.group(1)), last(matcher.group(2), size));
        if (range.first() > range.last()) {
            ctx.header("Content-Range", "bytes */" + size);
            throw Problem.of(
                    ProblemCode.RANGE_NOT_SATISFIABLE, "The object has " + size + " bytes.");
        }
        return Optional.of(range);
    }

    private static long last(String text, long size) {
        return text.isEmpty() ? size - 1 : Math.min(Long.parseLong(text), size - 1);
    }

    private static boolean isHead(Context ctx) {
        return ctx.req().getMethod().equals("HEAD");
    }

    private static boolean matches(@Nullable String header, String etag) {
        return header != null && (header.strip().equals("*") || header.contains(etag));
    }

    private static void copy(SealedObject object, Range range, OutputStream target)
            throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = object.stream(range.first())) {
            long left = range.length();
            while (left > 0) {
                int count = in.read(chunk, 0, (int) Math.min(chunk.length, left));
                if (count < 0) {
                    throw new EOFException("the object ended early");
                }
                target.write(chunk, 0, count);
                left -= count;
            }
        }
    }
}
