package io.safelight.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.safelight.bench.measure.Tables;
import io.safelight.bench.platform.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts figures into the page about them. */
@Command(
        name = "page",
        mixinStandardHelpOptions = true,
        description = {
            "Write the table of docs/performance.md anew, between its two marks. The words around"
                    + " it are people's.",
            ""
        })
final class PageCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description =
                    "What --json printed. Where several hold a row, the last counts. Default: the"
                            + " last run, .build/bench/last.json.")
    List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        var installation = Installation.own();
        List<Path> sources =
                files.isEmpty() ? List.of(BenchCommand.lastReport(installation)) : files;
        var reports = new ArrayList<JsonNode>();
        for (Path source : sources) {
            if (!Files.exists(source)) {
                throw new IOException("There is no " + source + ": run ./safelight bench first.");
            }
            reports.add(JSON.readTree(source.toFile()));
        }
        Path page = installation.home().resolve("docs/performance.md");
        Files.writeString(page, Page.withFigures(Files.readString(page), Tables.of(reports)));
        System.out.println(page);
        return 0;
    }
}
