package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.domain.identity.Principal;
import io.safelight.ports.access.TokenRecord;

/**
 * Who sent a request, as its {@link Guard} found out.
 *
 * @param token what the caller has shown
 */
record Caller(TokenRecord token) {
    private static final String ATTRIBUTE = "caller";

    Principal principal() {
        return token.principal();
    }

    void noteOn(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }

    static Caller of(Context ctx) {
        Caller caller = ctx.attribute(ATTRIBUTE);
        if (caller == null) {
            throw new IllegalStateException("a route without authentication asks for its caller");
        }
        return caller;
    }

    static void requireAdministrator(Context ctx) {
        if (!of(ctx).principal().mayAdminister()) {
            throw Problem.of(ProblemCode.FORBIDDEN, "Only an administrator may do this.");
        }
    }
}
