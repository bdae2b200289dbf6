package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.ports.access.TokenRecord;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sessions of browsers. A session is a token with an end, made for the owner of another and kept in
 * a cookie that no script reads; it is known to every gateway, and can be ended.
 */
final class Sessions {
    private static final String COOKIE = "safelight-session";

    private final Authentication authentication;
    private final OwnSite site;
    private final Duration life;

    Sessions(Authentication authentication, OwnSite site, Duration life) {
        this.authentication = authentication;
        this.site = site;
        this.life = life;
    }

    static boolean isShown(Context ctx) {
        return !cookies(ctx).isEmpty();
    }

    /**
     * The session that a request shows.
     *
     * @throws Problem when it is over, or the request may be another site's
     */
    TokenRecord require(Context ctx, Instant now) {
        site.require(ctx);
        site.requireMark(ctx);
        return find(ctx, now)
                .orElseThrow(
                        () -> {
                            clear(ctx);
                            return Problem.of(
                                    ProblemCode.UNAUTHENTICATED,
                                    "The session has ended. Sign in again.");
                        });
    }

    /** Never outlives the token that it is made for. One that the browser still had is over. */
    TokenRecord open(Context ctx, String token, Instant now) {
        site.require(ctx);
        TokenRecord owner = authentication.valid(ctx, token, now);
        find(ctx, now).ifPresent(authentication::withdraw);
        authentication.forgetExpired(now);
        Instant end = now.plus(life);
        Instant expiresAt = owner.expiresAt().filter(end::isAfter).orElse(end);
        var issued = authentication.issue(owner.principal(), now, Optional.of(expiresAt));
        set(ctx, issued.token(), Duration.between(now, expiresAt));
        return authentication.valid(ctx, issued.token(), now);
    }

    void end(Context ctx, TokenRecord session) {
        authentication.withdraw(session);
        clear(ctx);
    }

    /** Only a token with an end: who puts another one into a cookie has mistaken something. */
    private Optional<TokenRecord> find(Context ctx, Instant now) {
        List<String> shown = cookies(ctx);
        return shown.size() == 1
                ? authentication
                        .find(shown.getFirst(), now)
                        .filter(token -> token.expiresAt().isPresent())
                : Optional.empty();
    }

    private static List<String> cookies(Context ctx) {
        Cookie[] cookies = ctx.req().getCookies();
        return cookies == null
                ? List.of()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .toList();
    }

    private static void clear(Context ctx) {
        set(ctx, "", Duration.ZERO);
    }

    private static void set(Context ctx, String value, Duration age) {
        ctx.header(
                "Set-Cookie",
                "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                        .formatted(
                                COOKIE, value, age.toSeconds(), isSecure(ctx) ? "; Secure" : ""));
    }

    /** A proxy that ends TLS says so; a lie would only spoil the liar's own cookie. */
    private static boolean isSecure(Context ctx) {
        String forwarded = Optional.ofNullable(ctx.header("X-Forwarded-Proto")).orElse("");
        return ctx.req().isSecure() || forwarded.split(",", 2)[0].strip().equalsIgnoreCase("https");
    }
}
