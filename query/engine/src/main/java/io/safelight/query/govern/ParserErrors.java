package io.safelight.query.govern;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.query.wire.SqlCode;
import java.util.Locale;

/** What the parser objects to, in words for the one who asked. */
final class ParserErrors {
    private ParserErrors() {}

    static ForbiddenException explain(JsonNode error, String sql) {
        String message = error.path("error_message").asText().lines().findFirst().orElse("");
        if (message.startsWith("Only SELECT statements")) {
            return notASelect(sql);
        }
        if (message.contains("expression depth")) {
            return Governor.tooDeep();
        }
        int position = error.path("position").asInt(-1);
        String where = position < 0 ? "" : " (at character " + (position + 1) + ")";
        return new ForbiddenException(
                SqlCode.SYNTAX, "The statement is not valid SQL" + where + ": " + message);
    }

    private static ForbiddenException notASelect(String sql) {
        if (sql.toLowerCase(Locale.ROOT).contains("pivot")) {
            return new ForbiddenException(
                    SqlCode.NOT_A_SELECT,
                    "Only a SELECT may run, and a PIVOT needs its values named: PIVOT images ON"
                            + " state IN ('completed', 'failed') USING count(*)");
        }
        return new ForbiddenException(
                SqlCode.NOT_A_SELECT, "Only one SELECT over the table images may run.");
    }
}
