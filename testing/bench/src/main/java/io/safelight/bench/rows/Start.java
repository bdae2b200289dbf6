package io.safelight.bench.rows;

import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Row;
import io.safelight.bench.platform.PlatformProcess;
import io.safelight.bench.processes.Waiting;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** From the start of the process to the first upload that a door accepts. */
final class Start implements Benchmark {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final int IMAGES_BEFORE = 50;
    private static final int CLIENTS = 4;

    private final Workshop workshop;
    private final Row row;
    private final String door;
    private final boolean killed;

    /**
     * @param door path of the upload
     * @param killed whether the run before was killed under load, instead of stopped
     */
    Start(Workshop workshop, Row row, String door, boolean killed) {
        this.workshop = workshop;
        this.row = row;
        this.door = door;
        this.killed = killed;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public Contest prepare() throws IOException, InterruptedException {
        var running =
                new Running(workshop.fresh("start-" + row.name()), workshop.small().contents());
        running.before(true);
        return running;
    }

    private final class Running implements Contest {
        private final Path data;
        private final List<byte[]> images;
        private final Map<String, String> notes = new TreeMap<>();
        private boolean used;

        Running(Path data, List<byte[]> images) {
            this.data = data;
            this.images = images;
        }

        @Override
        public double product() throws IOException, InterruptedException {
            if (used && killed) {
                before(false);
            }
            used = true;
            long start = System.nanoTime();
            try (var platform = PlatformProcess.start(workshop.installation(), data)) {
                Waiting.until("a first upload", LIMIT, LOOK, () -> accepts(platform));
                double seconds = (System.nanoTime() - start) / 1e9;
                note("processor until then", platform.processorTime().toMillis() / 1e3);
                platform.awaitReady();
                note("all parts up", (System.nanoTime() - start) / 1e9);
                note("processor until all up", platform.processorTime().toMillis() / 1e3);
                return seconds;
            }
        }

        /** A run with some images, which ends as it is to end. */
        private void before(boolean first) throws IOException, InterruptedException {
            var platform = PlatformProcess.ready(workshop.installation(), data);
            try {
                platform.uploads("/v1/images", CLIENTS).send(images, IMAGES_BEFORE);
                platform.uploads("/v1/stream/images", CLIENTS)
                        .send(images, first ? IMAGES_BEFORE : CLIENTS);
                if (!killed) {
                    platform.awaitIdle(LIMIT.multipliedBy(2));
                }
            } finally {
                if (killed) {
                    platform.kill();
                } else {
                    platform.close();
                }
            }
        }

        private boolean accepts(PlatformProcess platform) throws IOException {
            if (platform.url().isEmpty()) {
                return false;
            }
            try {
                return platform.uploads(door, 1).isAccepted(images.getFirst());
            } catch (ConnectException e) {
                return false;
            }
        }

        /** Of the last round. */
        private void note(String what, double seconds) {
            notes.put(what, String.format(Locale.ROOT, "%.2f s", seconds));
        }

        @Override
        public Map<String, String> notes() {
            return notes;
        }

        @Override
        public void close() {
            // Each round ends its own platform.
        }
    }
}
