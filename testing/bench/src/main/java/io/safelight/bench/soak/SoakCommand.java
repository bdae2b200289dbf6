package io.safelight.bench.soak;

import io.safelight.bench.platform.Installation;
import io.safelight.bench.platform.PlatformProcess;
import io.safelight.bench.processes.Commands;
import io.safelight.bench.rows.CommonOptions;
import io.safelight.bench.rows.Traffic;
import io.safelight.bench.rows.Workshop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads a platform for long and tells whether its memory grows. */
@Command(
        name = "soak",
        description = {
            "Put more than an hour's load through a platform in some minutes, by both doors and"
                + " SQL, look at its memory all the time, and tell how it grows. Prints one line"
                + " for each look: seconds, images, and megabytes: resident of all without the"
                + " scanner, of the program, of that all beside the heap, and the heap that is in"
                + " use after a collection.",
            ""
        })
public final class SoakCommand implements Callable<Integer> {
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern HEAP = Pattern.compile("committed (\\d+)K, used (\\d+)K");

    private static final long KIB = 1024;

    @Mixin CommonOptions common = new CommonOptions();

    @Option(
            names = "--minutes",
            defaultValue = "8",
            description = "How long. Default: ${DEFAULT-VALUE}.")
    int minutes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var workshop = common.workshop(Installation.own().with(common.jvmOptions()));
                var platform =
                        PlatformProcess.ready(workshop.installation(), workshop.fresh("soak"))) {
            var samples = watched(workshop, platform, Duration.ofMinutes(minutes));
            var growth = Growth.of(samples);
            System.out.println(growth.text());
            return growth.isGrowing() ? 1 : 0;
        }
    }

    private static List<Sample> watched(
            Workshop workshop, PlatformProcess platform, Duration duration)
            throws IOException, InterruptedException {
        var samples = new ArrayList<Sample>();
        long start = System.nanoTime();
        System.out.println("seconds\timages\tall MB\tprogram MB\tbeside heap MB\theap in use MB");
        var images = Traffic.mixed(workshop.small(), workshop.photographs().first(1));
        new Traffic(platform, images, CommonOptions::progress)
                .run(
                        duration,
                        duration.dividedBy(120),
                        (at, count) -> samples.add(look(at, count, start)));
        return samples;
    }

    private static Sample look(PlatformProcess platform, int images, long start)
            throws IOException {
        var tree = platform.tree();
        Heap heap = heap(platform.pid());
        double program = tree.rootOnly().residentBytes() / 1e6;
        var sample =
                new Sample(
                        (System.nanoTime() - start) / 1e9,
                        images,
                        tree.residentBytes() / 1e6,
                        program,
                        program - heap.committed(),
                        heap.used());
        System.out.println(sample.text());
        return sample;
    }

    /** After a full collection, so that garbage does not count. In megabytes. */
    private static Heap heap(long pid) throws IOException {
        try {
            jcmd(pid, "GC.run");
            Matcher heap = HEAP.matcher(jcmd(pid, "GC.heap_info"));
            if (!heap.find()) {
                throw new IOException("GC.heap_info reads otherwise than known");
            }
            return new Heap(
                    Long.parseLong(heap.group(1)) * KIB / 1e6,
                    Long.parseLong(heap.group(2)) * KIB / 1e6);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private record Heap(double committed, double used) {}

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        return Commands.run(
                        Path.of("/"),
                        Map.of(),
                        List.of(JCMD.toString(), Long.toString(pid), command))
                .orThrow("jcmd")
                .output();
    }

    /**
     * One look, in megabytes.
     *
     * @param all resident, of the program and its children without the scanner
     * @param program resident, of the program alone
     * @param beside the same without the heap, which breathes between its bounds
     * @param heap in use
     */
    record Sample(
            double seconds, int images, double all, double program, double beside, double heap) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "%.0f\t%d\t%.0f\t%.0f\t%.0f\t%.0f",
                    seconds,
                    images,
                    all,
                    program,
                    beside,
                    heap);
        }
    }
}
