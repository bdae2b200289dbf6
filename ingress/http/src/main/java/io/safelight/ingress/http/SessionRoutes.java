package io.safelight.ingress.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.safelight.ports.access.TokenRecord;
import io.safelight.settings.ByteSize;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;

/** Signing in and out. */
final class SessionRoutes {
    static final String PATH = "/v1/session";

    /** Nobody has shown anything yet: many who come at once shall not fill the memory. */
    private static final ByteSize MAX_REQUEST = new ByteSize(1024);

    private final Sessions sessions;
    private final RequestBodies bodies;
    private final InstantSource clock;

    SessionRoutes(Sessions sessions, RequestBodies bodies, InstantSource clock) {
        this.sessions = sessions;
        this.bodies = bodies;
        this.clock = clock;
    }

    void open(Context ctx) throws IOException {
        JsonNode request = bodies.json(ctx, MAX_REQUEST);
        Json.requireOnly(request, Set.of("token"));
        show(ctx, sessions.open(ctx, Json.text(request, "token").strip(), clock.instant()));
    }

    static void tell(Context ctx) {
        show(ctx, Caller.of(ctx).token());
    }

    void end(Context ctx) {
        TokenRecord token = Caller.of(ctx).token();
        if (token.expiresAt().isEmpty()) {
            throw Problem.malformed("This is a token without an end, and no session.");
        }
        sessions.end(ctx, token);
        ctx.status(204);
    }

    private static void show(Context ctx, TokenRecord token) {
        Json.write(
                ctx,
                Json.object()
                        .put("tenant", token.principal().tenant().value())
                        .put("principal", token.principal().id().value())
                        .put("role", token.principal().role().name().toLowerCase(Locale.ROOT))
                        .put("expiresAt", token.expiresAt().map(Instant::toString).orElse(null)));
    }
}
