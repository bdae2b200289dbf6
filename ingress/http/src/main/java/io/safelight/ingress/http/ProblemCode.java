package io.safelight.ingress.http;

import java.util.Locale;

/**
 * What the door itself refuses a request for. Stable, for programs to build on; each is described
 * in docs/http-api.md. Ingest and SQL have codes of their own.
 */
enum ProblemCode {
    MALFORMED(400),
    BODY_CUT(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    QUARANTINED(403),
    CROSS_SITE(403),
    UNKNOWN_HOST(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    TOO_SLOW(408),
    NOT_READY(409),
    GONE(410),
    TOO_LARGE(413),
    URI_TOO_LONG(414),
    UNSUPPORTED_ENCODING(415),
    RANGE_NOT_SATISFIABLE(416),
    EXPECTATION_FAILED(417),
    HEADERS_TOO_LARGE(431),
    INTERNAL(500),
    UNAVAILABLE(503),
    STREAM_UNAVAILABLE(503),
    TOO_MANY_UPLOADS(503),
    TOO_MANY_WATCHERS(503),
    TOO_MANY_QUERIES(503),
    HTTP_VERSION(505);

    private final int status;

    ProblemCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** As callers see it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
