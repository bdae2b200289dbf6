package io.safelight.bench.rows;

import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Row;
import io.safelight.bench.platform.PlatformProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resident memory of the program and all its children but the scanner. Idle: some time after a
 * second start. Under load: the most that was seen while both doors take images and SQL is asked.
 */
final class Memory implements Benchmark {
    private static final Duration SETTLING = Duration.ofSeconds(20);

    private final Workshop workshop;
    private final Row row;
    private final Load load;

    /** What happens meanwhile. */
    enum Load {
        NONE,
        /** Mostly of 200 KB, some photographs. */
        MIXED,
        /** Of 30 MB. */
        LARGE
    }

    Memory(Workshop workshop, Row row, Load load) {
        this.workshop = workshop;
        this.row = row;
        this.load = load;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public Contest prepare() throws IOException, InterruptedException {
        Path data = workshop.fresh("memory-" + row.name());
        PlatformProcess.ready(workshop.installation(), data).close();
        return new Running(data);
    }

    private final class Running implements Contest {
        private final Path data;
        private final Map<String, String> notes = new TreeMap<>();

        Running(Path data) {
            this.data = data;
        }

        @Override
        public double product() throws IOException, InterruptedException {
            try (var platform = PlatformProcess.ready(workshop.installation(), data)) {
                if (load == Load.NONE) {
                    Thread.sleep(SETTLING);
                    return noted(platform);
                }
                var traffic = new Traffic(platform, images(), workshop.progress());
                var most = traffic.run(Duration.ofSeconds(workshop.count(10, 60)));
                notes.put("images meanwhile", Integer.toString(most.images()));
                notes.put(
                        "proportional at the end", megabytes(platform.tree().proportionalBytes()));
                return most.residentBytes() / 1e6;
            }
        }

        private double noted(PlatformProcess platform) {
            notes.put("proportional", megabytes(platform.tree().proportionalBytes()));
            return platform.tree().residentBytes() / 1e6;
        }

        private List<byte[]> images() throws IOException {
            return switch (load) {
                case NONE -> List.of();
                case MIXED -> Traffic.mixed(workshop.small(), workshop.photographs().first(1));
                case LARGE -> Traffic.large(workshop.photographs().first(2));
            };
        }

        @Override
        public Map<String, String> notes() {
            return notes;
        }

        private static String megabytes(long bytes) {
            return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
        }

        @Override
        public void close() {
            // Each round has its own platform.
        }
    }
}
