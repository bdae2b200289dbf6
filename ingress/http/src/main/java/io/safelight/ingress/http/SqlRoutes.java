package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.domain.image.Cause;
import io.safelight.ports.query.ResultFormat;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlEngine;
import io.safelight.ports.query.SqlQuestion;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Questions in SQL. */
final class SqlRoutes {
    private final SqlEngine engine;

    SqlRoutes(SqlEngine engine) {
        this.engine = engine;
    }

    void post(Context ctx) throws IOException {
        String sql = Json.text(Json.request(ctx), "sql");
        ResultFormat format = format(ctx.header("Accept"));
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
                            "too-many-queries", "Too many queries run; try again in a moment.");
        }
    }

    /** The first of our formats that is named; JSON for whoever does not say. */
    private static ResultFormat format(@Nullable String accept) {
        if (accept == null) {
            return ResultFormat.JSON;
        }
        for (String range : accept.split(",")) {
            String type = range.split(";")[0].strip();
            for (ResultFormat format : ResultFormat.values()) {
                if (format.contentType().equalsIgnoreCase(type)) {
                    return format;
                }
            }
            if (type.equals("*/*") || type.equals("application/*")) {
                return ResultFormat.JSON;
            }
        }
        throw Problem.of(406, "not-acceptable", "Answers come as JSON, CSV, Arrow or Parquet.");
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
