package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.safelight.telemetry.Meters;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long requests took, from their headers to the last byte of the answer, by route and class of
 * status. A route is told as it is declared, so that nobody makes a series of his own.
 */
record RequestMeters(Meters meters) {
    private static final String NO_ROUTE = "none";
    private static final double NANOS_OF_MILLI = 1e6;

    void answered(Context ctx, float millis) {
        meters.timer(
                        "http.requests",
                        "route",
                        route(ctx),
                        "method",
                        method(ctx),
                        "status",
                        ctx.statusCode() / 100 + "xx")
                .record(Duration.ofNanos(Math.round(millis * NANOS_OF_MILLI)));
    }

    private static String route(Context ctx) {
        @Nullable Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
        return matched == null ? NO_ROUTE : matched.path;
    }

    /** Anybody may invent a method. */
    private static String method(Context ctx) {
        String method = ctx.req().getMethod();
        return switch (method) {
            case "GET", "HEAD", "POST", "DELETE" -> method;
            default -> "other";
        };
    }
}
