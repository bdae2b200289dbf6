package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.image.ImageId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What routes read from a request. */
final class Route {
    private Route() {}

    static Principal caller(Context ctx) {
        return Caller.of(ctx).principal();
    }

    static ImageId imageId(Context ctx) {
        try {
            return ImageId.parse(ctx.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    /** Refuses others: a filter that was misspelt must not show everything. */
    static void takesOnly(Context ctx, Set<String> parameters) {
        for (String name : ctx.queryParamMap().keySet()) {
            if (!parameters.contains(name)) {
                throw Problem.malformed(
                        "This route takes the parameters "
                                + parameters.stream().sorted().collect(Collectors.joining(", "))
                                + " and no others.");
            }
        }
    }

    static Optional<String> query(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).filter(value -> !value.isEmpty());
    }

    static Optional<Instant> instant(Context ctx, String name) {
        return parsed(ctx, name, Instant::parse, "a time such as 2026-11-21T12:00:00Z");
    }

    static int limit(Context ctx, int standard, int max) {
        int limit = parsed(ctx, "limit", Integer::parseInt, "a number").orElse(standard);
        if (limit < 1 || limit > max) {
            throw Problem.malformed("limit is 1 to " + max + ".");
        }
        return limit;
    }

    static <T> Optional<T> parsed(
            Context ctx, String name, Function<String, T> parse, String form) {
        try {
            return query(ctx, name).map(parse);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw Problem.malformed(name + " is " + form + ".");
        }
    }
}
