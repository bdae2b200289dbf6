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
            "Load a platform by both doors and SQL for some minutes, look at its memory all the"
                + " time, and tell whether it grows. Prints one line for each look: seconds,"
                + " images, resident megabytes of the program, of all without the scanner, and the"
                + " heap that is in use after a collection.",
            ""
        })
public final class SoakCommand implements Callable<Integer> {
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    @Mixin CommonOptions common = new CommonOptions();

    @Option(
            names = "--minutes",
            defaultValue = "20",
            description = "How long. Default: ${DEFAULT-VALUE}.")
    int minutes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var workshop = common.workshop(Installation.own());
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
        System.out.println("seconds\timages\tprogram MB\tall MB\theap MB");
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
        var sample =
                new Sample(
                        (System.nanoTime() - start) / 1e9,
                        images,
                        tree.rootOnly().residentBytes() / 1e6,
                        tree.residentBytes() / 1e6,
                        heapMegabytes(platform.pid()));
        System.out.println(sample.text());
        return sample;
    }

    /** After a full collection, so that garbage does not count. */
    private static double heapMegabytes(long pid) throws IOException {
        try {
            jcmd(pid, "GC.run");
            Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
            return used.find() ? Long.parseLong(used.group(1)) / 1e3 : Double.NaN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        return Commands.run(
                        Path.of("/"),
                        Map.of(),
                        List.of(JCMD.toString(), Long.toString(pid), command))
                .orThrow("jcmd")
                .output();
    }

    /** One look. */
    record Sample(double seconds, int images, double program, double all, double heap) {
        String text() {
            return String.format(
                    Locale.ROOT, "%.0f\t%d\t%.0f\t%.0f\t%.0f", seconds, images, program, all, heap);
        }
    }
}
