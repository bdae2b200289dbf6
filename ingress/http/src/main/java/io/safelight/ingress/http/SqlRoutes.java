package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.domain.image.Cause;
import io.safelight.ports.query.ResultFormat;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlEngine;
import io.safelight.ports.query.SqlQuestion;
import java.io.IOException;
import java.io.InputStream;

/** Questions in SQL. */
final class SqlRoutes {
    private final SqlEngine engine;
    private final RequestBodies bodies;

    SqlRoutes(SqlEngine engine, RequestBodies bodies) {
        this.engine = engine;
        this.bodies = bodies;
    }

    void post(Context ctx) throws IOException {
        String sql = Json.text(bodies.json(ctx), "sql");
        ResultFormat format = SqlFormats.preferred(ctx.header("Accept"));
        switch (engine.query(new SqlQuestion(Route.caller(ctx), sql, format))) {
            case SqlAnswer.Rows(InputStream body) -> {
                try (body) {
                    ctx.contentType(format.contentType())
                            .header("Cache-Control", "private, no-store");
                    body.transferTo(ctx.outputStream());
                }
            }
            case SqlAnswer.Rejected(Cause cause) -> throw Problem.of(status(cause), cause);
            case SqlAnswer.Busy() ->
                    throw Problem.busy(
                            ProblemCode.TOO_MANY_QUERIES,
                            "Too many queries run; try again in a moment.");
        }
    }

    private static int status(Cause cause) {
        return switch (cause.code()) {
            case "sql-timed-out",
                    "sql-out-of-memory",
                    "sql-too-many-rows",
                    "sql-answer-too-large" ->
                    422;
            default -> 400;
        };
    }
}
