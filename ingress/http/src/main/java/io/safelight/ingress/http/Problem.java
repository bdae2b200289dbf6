package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.domain.image.Cause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer that is not a success, as RFC 9457 wants it. Thrown by a route, written by the door.
 *
 * <p>Its text is for the sender: never a path, a key, a token or the words of an exception.
 */
final class Problem extends RuntimeException {
    static final String CONTENT_TYPE = "application/problem+json";
    private static final Duration SOON = Duration.ofSeconds(2);

    private final int status;
    private final transient Cause why;
    private final Optional<Duration> retryAfter;

    private Problem(int status, Cause why, Optional<Duration> retryAfter) {
        super(why.code(), null, false, false);
        this.status = status;
        this.why = why;
        this.retryAfter = retryAfter;
    }

    static Problem of(ProblemCode code, String text) {
        return of(code.status(), new Cause(code.label(), text));
    }

    static Problem of(int status, Cause cause) {
        return new Problem(status, cause, Optional.empty());
    }

    static Problem retry(int status, Cause cause, Duration after) {
        return new Problem(status, cause, Optional.of(after));
    }

    /** Also for what the caller may not see. */
    static Problem notFound() {
        return of(ProblemCode.NOT_FOUND, "There is no such thing, or it is not yours.");
    }

    static Problem gone() {
        return of(ProblemCode.GONE, "The image was due and is gone.");
    }

    static Problem malformed(String text) {
        return of(ProblemCode.MALFORMED, text);
    }

    static Problem busy(ProblemCode code, String text) {
        return retry(code.status(), new Cause(code.label(), text), SOON);
    }

    int status() {
        return status;
    }

    String code() {
        return why.code();
    }

    /** Besides the type and the length of the body. */
    Map<String, String> headers() {
        var headers = new TreeMap<String, String>();
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        retryAfter.ifPresent(after -> headers.put("Retry-After", Long.toString(after.toSeconds())));
        return headers;
    }

    byte[] body() {
        return Json.bytes(
                Json.object()
                        .put("type", ErrorsPage.PATH + "#" + why.code())
                        .put("title", why.code().replace('-', ' '))
                        .put("status", status)
                        .put("code", why.code())
                        .put("detail", why.text()));
    }

    void write(Context ctx) {
        headers().forEach(ctx::header);
        ctx.status(status).result(body()).contentType(CONTENT_TYPE);
    }
}
