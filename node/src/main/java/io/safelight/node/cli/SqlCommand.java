package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a question in SQL. */
@Command(
        name = "sql",
        description = "Ask a question about images: one SELECT over the table images.",
        footer = {
            "",
            "Example: safelight sql \"SELECT state, count(*) AS images FROM images GROUP BY state\""
        })
public final class SqlCommand implements Callable<Integer> {
    private static final int MAX_CELL = 60;

    @Mixin Common common = new Common();

    @Parameters(paramLabel = "SELECT", description = "The question.")
    String sql = "";

    @Option(names = "--csv", description = "Print CSV.")
    boolean csv;

    @Override
    public Integer call() throws IOException {
        try (Api api = common.api()) {
            if (csv) {
                try (InputStream body = ask(api, sql, "text/csv")) {
                    body.transferTo(System.out);
                    System.out.flush();
                }
                return ExitCode.OK;
            }
            JsonNode answer = answer(api, sql);
            if (common.json) {
                Common.printJson(answer);
            } else {
                print(Terminal.out(), answer);
            }
            return ExitCode.OK;
        }
    }

    public static JsonNode answer(Api api, String sql) {
        return api.json(
                api.post("/v1/sql", Api.object().put("sql", sql))
                        .header("Accept", "application/json"));
    }

    /** An answer as a table. */
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

    private static InputStream ask(Api api, String sql, String accept) {
        return api.stream(
                api.post("/v1/sql", Api.object().put("sql", sql)).header("Accept", accept));
    }
}
