package io.safelight.bench;

import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Machine;
import io.safelight.bench.measure.Report;
import io.safelight.bench.measure.Runner;
import io.safelight.bench.measure.Tables;
import io.safelight.bench.platform.Installation;
import io.safelight.bench.profile.ProfileCommand;
import io.safelight.bench.rows.AllRows;
import io.safelight.bench.rows.CommonOptions;
import io.safelight.bench.rows.Versions;
import io.safelight.bench.rows.Workshop;
import io.safelight.bench.soak.SoakCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures rows and prints them. */
@Command(
        name = "bench",
        description = {
            "Measure the platform side by side with its peers: a real platform in a process of its"
                    + " own, on loopback, its peers in turn with it, medians of several rounds.",
            "",
            "Takes most of an hour for all rows on two cores. Peers are installed when they are"
                + " missing: Debian's libvips-tools and libjpeg-turbo-progs, sharp by npm and"
                + " S3Proxy by Maven into .build/bench. A row whose peer cannot be had is left out"
                + " and says so. The figures are kept in .build/bench/last.json.",
            ""
        },
        subcommands = {ProfileCommand.class, SoakCommand.class, PageCommand.class},
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Rates per CPU-second bear other work on the machine; rates by the clock (ingest,"
                + " start, sql, lake-lag) want a quiet one. Exit code 0: no row is missed; 1: one"
                + " is missed or failed."
        })
final class BenchCommand implements Callable<Integer> {
    private static final int QUICK_ROUNDS = 2;
    private static final int USUAL_ROUNDS = 100;
    private static final Duration LISTENING = Duration.ofSeconds(2);

    @Mixin CommonOptions common = new CommonOptions();

    @Option(
            names = "--rows",
            paramLabel = "NAME",
            split = ",",
            description = "Names of rows, or how they begin, such as ingest,start; all by default.")
    List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "Print the rows and measure nothing.")
    boolean list;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var installation = Installation.own().with(common.jvmOptions());
        try (var workshop = common.workshop(installation)) {
            List<Benchmark> chosen = chosen(AllRows.of(workshop));
            if (list) {
                chosen.forEach(BenchCommand::describe);
                return 0;
            }
            var report = report(workshop, chosen);
            Files.writeString(lastReport(installation), report.json() + "\n");
            System.out.println(json ? report.json() : Tables.of(List.of(report.json())));
            return report.isGood() ? 0 : 1;
        }
    }

    /** Where the figures of the last run are. */
    static Path lastReport(Installation installation) throws IOException {
        return Files.createDirectories(installation.cache()).resolve("last.json");
    }

    private Report report(Workshop workshop, List<Benchmark> chosen)
            throws IOException, InterruptedException {
        var runner =
                new Runner(
                        common.isQuick() ? QUICK_ROUNDS : USUAL_ROUNDS,
                        () -> Machine.busyShare(LISTENING),
                        CommonOptions::progress);
        var report =
                new Report(
                        Machine.here(),
                        workshop.installation().commit(),
                        commandLine(),
                        Versions.here(workshop),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        List.of());
        for (Benchmark benchmark : chosen) {
            report = report.with(runner.run(benchmark));
            // After each row: a run that is stopped has its figures, too.
            Files.writeString(lastReport(workshop.installation()), report.json() + "\n");
        }
        return report.with(Versions.here(workshop));
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
                + (names.isEmpty() ? "" : " --rows " + String.join(",", names))
                + common.text();
    }
}
