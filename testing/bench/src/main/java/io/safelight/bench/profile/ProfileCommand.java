package io.safelight.bench.profile;

import io.safelight.bench.platform.Installation;
import io.safelight.bench.platform.PlatformProcess;
import io.safelight.bench.processes.ThreadTimes;
import io.safelight.bench.rows.AllRows;
import io.safelight.bench.rows.CommonOptions;
import io.safelight.bench.rows.LakeRows;
import io.safelight.bench.rows.ProgramProfile;
import io.safelight.bench.rows.Workshop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells where the processor time of one kind of load goes. */
@Command(
        name = "profile",
        description = {
            "Tell where the processor time goes: by thread, by library, and by the method of ours"
                    + " that asked for it, native code included (JFR's samples by processor time).",
            ""
        },
        footer = {
            "",
            "ingest: 200 KB images by HTTP, nothing else done with them. ingest-large: photographs."
                + " process, process-small: photographs or 200 KB images that were taken in before"
                + " go through scan and sandbox; the program without its children. lake: rows, not"
                + " images, committed to the lake. programs: the steps of decoding and encoding, in"
                + " a process of their own."
        })
public final class ProfileCommand implements Callable<Integer> {
    private static final int MOST = 15;
    private static final int SMALL_CLIENTS = 16;
    private static final int LARGE_CLIENTS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Mixin CommonOptions common = new CommonOptions();

    @Parameters(
            paramLabel = "LOAD",
            description = "ingest, ingest-large, process, process-small, lake or programs.")
    String load = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        var installation = Installation.own().with(common.jvmOptions());
        try (var workshop = common.workshop(installation)) {
            switch (load) {
                case "ingest" -> ingest(workshop, small(workshop));
                case "ingest-large" -> ingest(workshop, large(workshop));
                case "process" -> process(workshop, large(workshop));
                case "process-small" -> process(workshop, small(workshop));
                case "lake" -> lake(workshop);
                case "programs" -> System.out.print(ProgramProfile.of(workshop));
                default -> throw new IllegalArgumentException("There is no load " + load + ".");
            }
        }
        return 0;
    }

    /** The second time counts. What was taken in is thrown away with the platform. */
    private static void ingest(Workshop workshop, Load load)
            throws IOException, InterruptedException {
        var platform = platform(workshop);
        try (var _ = platform.holdScanner()) {
            var uploads = platform.uploads("/v1/images", load.clients());
            uploads.send(load.images(), load.count());
            profile(
                    workshop,
                    platform,
                    load.count(),
                    () -> uploads.send(load.images(), load.count()));
        } finally {
            platform.kill();
        }
    }

    /** The second time counts. */
    private static void process(Workshop workshop, Load load)
            throws IOException, InterruptedException {
        try (var platform = platform(workshop)) {
            takeIn(platform, load);
            platform.awaitIdle(LIMIT);
            takeIn(platform, load);
            profile(workshop, platform, load.count(), () -> platform.awaitIdle(LIMIT));
        }
    }

    private static void takeIn(PlatformProcess platform, Load load)
            throws IOException, InterruptedException {
        try (var _ = platform.holdScanner()) {
            platform.uploads("/v1/images", load.clients()).send(load.images(), load.count());
        }
    }

    private static PlatformProcess platform(Workshop workshop)
            throws IOException, InterruptedException {
        return PlatformProcess.ready(workshop.installation(), workshop.fresh("profile"));
    }

    /** In this process. */
    private static void lake(Workshop workshop) throws IOException, InterruptedException {
        try (var lake = AllRows.lake(workshop).prepare()) {
            Recording recording =
                    Recording.start(ProcessHandle.current().pid(), workshop.folder("jfr"));
            double rowsPerSecond = 0;
            for (int i = 0; i < workshop.count(1, 3); i++) {
                rowsPerSecond = lake.product();
            }
            Path file = recording.stop();
            System.out.printf(Locale.ROOT, "%.0f rows per processor second%n%n", rowsPerSecond);
            print(Samples.of(file), workshop.count(1, 3) * LakeRows.rows(workshop));
        }
    }

    private record Load(List<byte[]> images, int clients, int count) {}

    private Load small(Workshop workshop) throws IOException {
        return new Load(workshop.small().contents(), SMALL_CLIENTS, workshop.count(200, 2500));
    }

    private Load large(Workshop workshop) throws IOException {
        return new Load(workshop.photographs().contents(), LARGE_CLIENTS, workshop.count(8, 48));
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void profile(Workshop workshop, PlatformProcess platform, int images, Work work)
            throws IOException, InterruptedException {
        Recording recording = Recording.start(platform.pid(), workshop.folder("jfr"));
        ThreadTimes before = ThreadTimes.of(platform.pid());
        Duration treeBefore = platform.processorTime();
        work.run();
        Map<String, Duration> threads = ThreadTimes.of(platform.pid()).since(before);
        Duration tree = platform.processorTime().minus(treeBefore);
        Path file = recording.stop();
        Duration own = threads.values().stream().reduce(Duration.ZERO, Duration::plus);
        System.out.printf(
                Locale.ROOT,
                "%d images: %.2f ms of processor each in the program, %.2f in its children%n%n",
                images,
                millisEach(own, images),
                millisEach(tree.minus(own), images));
        print(threads, own, images);
        print(Samples.of(file), images);
    }

    private static void print(Map<String, Duration> threads, Duration all, int images) {
        System.out.println("| threads | ms an image | share |\n|---|---|---|");
        threads.entrySet().stream()
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .filter(group -> group.getValue().toMillis() * 200 > all.toMillis())
                .forEach(
                        group ->
                                System.out.printf(
                                        Locale.ROOT,
                                        "| %s | %.2f | %.0f %% |%n",
                                        group.getKey(),
                                        millisEach(group.getValue(), images),
                                        100.0 * group.getValue().toNanos() / all.toNanos()));
        System.out.println();
    }

    private static void print(Samples samples, int images) {
        double each = 1e3 * millisEach(samples.processorTime(), images);
        print("Java threads by library", samples.libraries(MOST), each);
        print("asked for by", samples.askers(2 * MOST), each);
        print("innermost method", samples.tops(MOST), each);
    }

    private static void print(String what, List<Samples.Share> shares, double microsEach) {
        System.out.println("| " + what + " | µs an image | share |\n|---|---|---|");
        shares.forEach(
                one ->
                        System.out.printf(
                                Locale.ROOT,
                                "| `%s` | %.1f | %.1f %% |%n",
                                one.name(),
                                microsEach * one.share(),
                                100 * one.share()));
        System.out.println();
    }

    private static double millisEach(Duration duration, int images) {
        return duration.toNanos() / 1e6 / images;
    }
}
