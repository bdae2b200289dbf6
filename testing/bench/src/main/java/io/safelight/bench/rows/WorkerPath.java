package io.safelight.bench.rows;

import io.safelight.bench.images.Pictures;
import io.safelight.bench.platform.PlatformProcess;
import io.safelight.bench.platform.Uploads;
import io.safelight.bench.processes.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A warm platform through which images go in two steps, so that each can be told apart: they are
 * taken in while the scanner is held, then everything else happens. For one thread.
 */
final class WorkerPath implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final int MOST_WARM_UPS = 10;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final PlatformProcess platform;
    private final Optional<Path> libvips;
    private double idleShare;

    private WorkerPath(PlatformProcess platform, Optional<Path> libvips) {
        this.platform = platform;
        this.libvips = libvips;
    }

    /** Empty for the system's. */
    Optional<Path> libvips() {
        return libvips;
    }

    /**
     * Processor time of a number of images. What the platform takes while nothing happens is not in
     * it.
     *
     * @param ingest from the door to the ledger
     * @param work all after that, until the rows are in the lake: claim, scan, sandbox, catalog;
     *     the scanner's own not included
     * @param program the program's part of the work; the rest is its children's
     * @param scanner the scanner's own
     */
    record Cost(
            int images,
            long bytes,
            Duration ingest,
            Duration work,
            Duration program,
            Duration scanner) {
        double megabytesEach() {
            return bytes / 1e6 / images;
        }

        double millisEach(Duration duration) {
            return duration.toNanos() / 1e6 / images;
        }
    }

    static WorkerPath warm(Workshop workshop, Optional<Path> libvips)
            throws IOException, InterruptedException {
        String[] options =
                libvips.map(file -> new String[] {"--set", "process.libvips=" + file})
                        .orElseGet(() -> new String[0]);
        var data = workshop.fresh("worker-path");
        var platform = PlatformProcess.ready(workshop.installation(), data, options);
        var path = new WorkerPath(platform, libvips);
        try {
            path.warmUp(workshop);
            path.idleShare = path.shareAtRest(workshop.count(2, 6));
            return path;
        } catch (IOException | InterruptedException e) {
            path.close();
            throw e;
        }
    }

    private void warmUp(Workshop workshop) throws IOException, InterruptedException {
        List<byte[]> small = workshop.small().contents();
        List<byte[]> photographs = workshop.photographs().contents();
        WarmUp.run(
                platform,
                workshop.count(1, MOST_WARM_UPS),
                () -> {
                    uploads().send(small, workshop.count(100, 500));
                    uploads().send(photographs, workshop.count(4, 24));
                    awaitInLake();
                },
                workshop.progress());
    }

    PlatformProcess platform() {
        return platform;
    }

    /** Processor seconds that the idle platform takes in a second. */
    double idleShare() {
        return idleShare;
    }

    /**
     * @param count how many; the pictures are sent again and again
     */
    Cost send(Pictures pictures, int count) throws IOException, InterruptedException {
        List<byte[]> images = pictures.contents();
        Duration scannerBefore = platform.scannerProcessorTime();
        Moment start = Moment.of(platform);
        Moment taken;
        Uploads.Took took;
        try (var _ = platform.holdScanner()) {
            took = uploads().send(images, count);
            taken = Moment.of(platform);
        }
        awaitInLake();
        Moment end = Moment.of(platform);
        return new Cost(
                count,
                took.bytes(),
                taken.since(start, idleShare),
                end.since(taken, idleShare),
                end.ofTheProgram().minus(taken.ofTheProgram()),
                platform.scannerProcessorTime().minus(scannerBefore));
    }

    @Override
    public void close() throws IOException {
        platform.close();
    }

    private Uploads uploads() throws IOException {
        return platform.uploads("/v1/images", CLIENTS);
    }

    private void awaitInLake() throws IOException, InterruptedException {
        platform.awaitIdle(LIMIT);
        var api = platform.api();
        Waiting.until(
                "every final image is in the lake",
                LIMIT,
                LOOK,
                () -> api.get("/v1/status").path("notYetInLake").asLong() == 0);
    }

    private double shareAtRest(int rests) throws InterruptedException {
        Moment start = Moment.of(platform);
        Thread.sleep(REST.multipliedBy(rests).dividedBy(2));
        Moment end = Moment.of(platform);
        return (double) end.since(start, 0).toNanos() / (end.nanos() - start.nanos());
    }

    /** Processor time so far. */
    private record Moment(long nanos, Duration processorTime, Duration ofTheProgram) {
        static Moment of(PlatformProcess platform) {
            return new Moment(
                    System.nanoTime(), platform.processorTime(), platform.ownProcessorTime());
        }

        Duration since(Moment earlier, double idleShare) {
            Duration used = processorTime.minus(earlier.processorTime);
            return used.minusNanos((long) (idleShare * (nanos - earlier.nanos)));
        }
    }
}
