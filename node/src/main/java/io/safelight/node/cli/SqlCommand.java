package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.CommandException;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.SqlTable;
import io.safelight.node.client.Terminal;
import java.io.IOException;
import java.io.InputStream;
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
            "Images are in the table some seconds after they are final. What is refused is"
                    + " explained, with a stable code at the end.",
            "",
            "Examples:",
            "  safelight sql \"DESCRIBE images\"",
            "  safelight sql \"SELECT state, count(*) AS images FROM images GROUP BY state\"",
            "  safelight sql --csv \"SELECT filename, threat FROM images WHERE state ="
                    + " 'quarantined'\""
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            ExitCode.OK_HELP,
            ExitCode.FAILED_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.NOT_RUNNING_HELP
        })
final class SqlCommand implements Callable<Integer> {
    @Mixin Common common = new Common();

    @Parameters(paramLabel = "SELECT", description = "The question.")
    String sql = "";

    @Option(names = "--csv", description = "Print CSV with a header line instead of text.")
    boolean csv;

    @Override
    public Integer call() throws IOException {
        if (csv && common.json()) {
            throw new CommandException(ExitCode.USAGE, "Choose --csv or --json, not both.");
        }
        try (Api api = common.api()) {
            if (csv) {
                printCsv(api);
                return ExitCode.OK;
            }
            JsonNode answer = SqlTable.ask(api, sql);
            if (common.json()) {
                Common.printJson(answer);
            } else {
                SqlTable.print(Terminal.out(), answer);
            }
            return ExitCode.OK;
        }
    }

    private void printCsv(Api api) throws IOException {
        var request =
                api.post("/v1/sql", Api.object().put("sql", sql)).header("Accept", "text/csv");
        try (InputStream body = api.stream(request)) {
            body.transferTo(System.out);
            System.out.flush();
        }
    }
}
