package io.safelight.node.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Questions in SQL, and their answers as tables. */
public final class SqlTable {
    private static final int MAX_CELL = 60;

    private SqlTable() {}

    /** The answer as JSON; a refusal becomes a {@link CommandException}. */
    public static JsonNode ask(Api api, String sql) {
        return api.json(
                api.post("/v1/sql", Api.object().put("sql", sql))
                        .header("Accept", "application/json"));
    }

    public static void print(PrintStream out, JsonNode answer) {
        var header = new ArrayList<String>();
        answer.path("columns").forEach(column -> header.add(column.path("name").asText()));
        var rows = new ArrayList<List<String>>();
        for (JsonNode row : answer.path("rows")) {
            var cells = new ArrayList<String>();
            row.forEach(cell -> cells.add(cell(cell)));
            rows.add(cells);
        }
        Terminal.table(out, header, rows);
        if (answer.path("truncated").asBoolean()) {
            System.err.println("There are more rows: add a LIMIT or aggregate.");
        }
    }

    private static String cell(JsonNode cell) {
        String text = cell.isNull() ? "" : cell.isValueNode() ? cell.asText() : cell.toString();
        return text.length() <= MAX_CELL ? text : text.substring(0, MAX_CELL - 1) + "…";
    }
}
