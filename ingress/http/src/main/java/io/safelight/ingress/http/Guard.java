package io.safelight.ingress.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.safelight.ports.access.TokenRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What holds for every request, before its route: headers for the answer, and who may go on.
 *
 * @param notices told to every caller
 */
record Guard(
        Authentication authentication,
        Sessions sessions,
        Supplier<List<String>> notices,
        InstantSource clock) {
    private static final Set<String> OPEN =
            Set.of("/healthz", "/readyz", ErrorsPage.PATH, ConsoleFiles.INDEX, ConsoleFiles.ICON);

    void watch(RoutesConfig routes) {
        routes.before(this::before);
    }

    private void before(Context ctx) {
        ctx.header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
        if (!isOpen(ctx)) {
            new Caller(shown(ctx, clock.instant())).noteOn(ctx);
            notices.get().forEach(notice -> ctx.header("Safelight-Notice", notice));
        }
    }

    /** Who shows a token means it, whatever cookie the browser adds. */
    private TokenRecord shown(Context ctx, Instant now) {
        return ctx.header("Authorization") == null && Sessions.isShown(ctx)
                ? sessions.require(ctx, now)
                : authentication.bearer(ctx, now);
    }

    private static boolean isOpen(Context ctx) {
        String path = ctx.path();
        boolean signsIn = path.equals(SessionRoutes.PATH) && ctx.req().getMethod().equals("POST");
        return signsIn || OPEN.contains(path) || path.startsWith(ConsoleFiles.ASSETS);
    }
}
