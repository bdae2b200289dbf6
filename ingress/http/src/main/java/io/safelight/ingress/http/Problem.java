package io.safelight.ingress.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.safelight.domain.image.Cause;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer that is not a success, as RFC 9457 wants it. Thrown by a route, written by the door.
 *
 * <p>Its text is for the sender: never a path, a key, a token or the words of an exception.
 */
final class Problem extends RuntimeException {
    static final String CONTENT_TYPE = "application/problem+json";
    private static final String DOCS = "https://safelight.example/docs/errors#";

    private final int status;
    private final transient Cause why;
    private final Optional<Duration> retryAfter;

    private Problem(int status, Cause why, Optional<Duration> retryAfter) {
        super(why.code(), null, false, false);
        this.status = status;
        this.why = why;
        this.retryAfter = retryAfter;
    }

    static Problem of(int status, String code, String text) {
        return new Problem(status, new Cause(code, text), Optional.empty());
    }

    static Problem of(int status, Cause cause) {
        return new Problem(status, cause, Optional.empty());
    }

    static Problem retry(int status, Cause cause, Duration after) {
        return new Problem(status, cause, Optional.of(after));
    }

    /** Also for what the caller may not see. */
    static Problem notFound() {
        return of(404, "not-found", "There is no such thing, or it is not yours.");
    }

    static Problem gone() {
        return of(410, "gone", "The image was due and is gone.");
    }

    static Problem malformed(String text) {
        return of(400, "malformed", text);
    }

    static Problem busy(String code, String text) {
        return retry(503, new Cause(code, text), Duration.ofSeconds(2));
    }

    void write(Context ctx) {
        retryAfter.ifPresent(after -> ctx.header("Retry-After", Long.toString(after.toSeconds())));
        if (status == 401) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"safelight\"");
        }
        ObjectNode body =
                Json.object()
                        .put("type", DOCS + why.code())
                        .put("title", why.code().replace('-', ' '))
                        .put("status", status)
                        .put("code", why.code())
                        .put("detail", why.text());
        ctx.status(status)
                .header("Cache-Control", "no-store")
                .result(Json.bytes(body))
                .contentType(CONTENT_TYPE);
    }
}
