package io.safelight.bench;

import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Machine;
import io.safelight.bench.measure.Report;
import io.safelight.bench.measure.Result;
import io.safelight.bench.measure.Runner;
import io.safelight.bench.platform.Installation;
import io.safelight.bench.profile.ProfileCommand;
import io.safelight.bench.rows.AllRows;
import io.safelight.bench.rows.CommonOptions;
import io.safelight.bench.rows.Versions;
import io.safelight.bench.soak.SoakCommand;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures rows and prints them. */
@Command(
        name = "bench",
        description = {
            "Measure the platform side by side with its peers: a real platform in a process of its"
                    + " own, on loopback, its peers in turn with it, medians of several rounds.",
            "",
            "Takes half an hour for all rows on two cores. Peers are installed when they are"
                + " missing: Debian's libvips-tools and libjpeg-turbo-progs, sharp by npm and"
                + " S3Proxy by Maven into .build/bench. A row whose peer cannot be had is left out"
                + " and says so.",
            ""
        },
        subcommands = {ProfileCommand.class, SoakCommand.class},
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Rates per CPU-second bear other work on the machine; rates by the clock (ingest,"
                + " start, sql, lake-lag) want a quiet one. Exit code 0: every row is met; 1: one"
                + " is missed, left out or failed."
        })
final class BenchCommand implements Callable<Integer> {
    private static final int QUICK_ROUNDS = 2;
    private static final int USUAL_ROUNDS = 100;

    @Mixin CommonOptions common = new CommonOptions();

    @Parameters(
            paramLabel = "ROW",
            arity = "0..*",
            description =
                    "Names of rows, or how they begin, such as ingest; all when none is given.")
    List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "Print the rows and measure nothing.")
    boolean list;

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var installation = Installation.own();
        try (var workshop = common.workshop(installation)) {
            List<Benchmark> chosen = chosen(AllRows.of(workshop));
            if (list) {
                chosen.forEach(BenchCommand::describe);
                return 0;
            }
            var machine = Machine.here();
            var runner =
                    new Runner(
                            common.isQuick() ? QUICK_ROUNDS : USUAL_ROUNDS,
                            CommonOptions::progress);
            var results = new ArrayList<Result>();
            for (Benchmark benchmark : chosen) {
                results.add(runner.run(benchmark));
            }
            var report =
                    new Report(
                            machine,
                            installation.commit(),
                            commandLine(),
                            Versions.here(workshop),
                            Instant.now().truncatedTo(ChronoUnit.SECONDS),
                            results);
            System.out.println(json ? report.json() : report.text());
            return report.isAllMet() ? 0 : 1;
        }
    }

    private List<Benchmark> chosen(List<Benchmark> all) {
        for (String name : names) {
            if (all.stream().noneMatch(row -> row.row().name().startsWith(name))) {
                throw new IllegalArgumentException(
                        "There is no row " + name + ": see ./safelight bench --list");
            }
        }
        return all.stream()
                .filter(
                        benchmark ->
                                names.isEmpty()
                                        || names.stream()
                                                .anyMatch(benchmark.row().name()::startsWith))
                .toList();
    }

    private static void describe(Benchmark benchmark) {
        var row = benchmark.row();
        System.out.printf(
                "%-30s %s%s, %s %s%n",
                row.name(),
                row.what(),
                row.peer().isEmpty() ? "" : " · " + row.peer(),
                row.target().text(),
                row.unit());
    }

    private String commandLine() {
        return "./safelight bench"
                + (names.isEmpty() ? "" : " " + String.join(" ", names))
                + (common.isQuick() ? " --quick" : "")
                + (common.hasImages() ? " --images FOLDER" : "");
    }
}
