package io.safelight.bench.rows;

import io.safelight.adapter.iceberg.IcebergLake;
import io.safelight.adapter.iceberg.LakeLimits;
import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Row;
import io.safelight.bench.peers.PlainDuckDb;
import io.safelight.bench.platform.Api;
import io.safelight.bench.platform.PlatformProcess;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.ports.lake.LakeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same questions through the door and to DuckDB directly, on the same files: an hour of
 * arrivals in each bucket, compacted as the platform does. By the clock.
 */
final class Sql implements Benchmark {
    private static final int BATCH = 50_000;
    private static final long SEED = 11;
    private static final int BUCKETS = 6;
    private static final int REPEATS_OF_SHORT_ONES = 5;

    private static final List<String> LONG =
            List.of(
                    """
                    SELECT camera_model, date_trunc('hour', received_at) AS hour, count(*),
                        count(DISTINCT phash), avg(bytes)
                    FROM images GROUP BY ALL ORDER BY 3 DESC LIMIT 20\
                    """,
                    """
                    SELECT exif ->> '$.LensModel' AS lens, exif ->> '$.ISOSpeedRatings' AS iso,
                        count(*), median(bytes)
                    FROM images GROUP BY ALL ORDER BY 3 DESC LIMIT 20\
                    """,
                    """
                    SELECT tenant, attributes ->> '$.album' AS album, count(*), max(completed_at)
                    FROM images WHERE filename LIKE '%7%' GROUP BY ALL ORDER BY 3 DESC LIMIT 20\
                    """);

    private static final List<String> SHORT =
            List.of(
                    "SELECT count(*) FROM images",
                    "SELECT state, count(*) AS images FROM images GROUP BY state",
                    "SELECT tenant, sum(bytes) FROM images GROUP BY tenant ORDER BY 2 DESC",
                    "SELECT filename, bytes FROM images ORDER BY bytes DESC LIMIT 10");

    private final Workshop workshop;
    private final Row row;
    private final boolean isLong;

    /**
     * @param isLong questions of over a second, as a rate; else short ones, in milliseconds
     */
    Sql(Workshop workshop, Row row, boolean isLong) {
        this.workshop = workshop;
        this.row = row;
        this.isLong = isLong;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public Contest prepare() throws IOException, InterruptedException {
        Path data = workshop.fresh("sql-" + row.name());
        int rows = isLong ? workshop.count(200_000, 3_000_000) : workshop.count(50_000, 200_000);
        workshop.progress().accept("filling a lake with " + rows + " rows");
        List<Path> files = fill(data.resolve("lake"), rows);
        var platform = PlatformProcess.ready(workshop.installation(), data);
        try {
            var running = new Running(platform, PlainDuckDb.open(files), rows);
            running.product();
            running.peer();
            return running;
        } catch (IOException e) {
            platform.close();
            throw e;
        }
    }

    private static List<Path> fill(Path folder, int rows) {
        Instant end = Instant.now().minusSeconds(60);
        Duration apart = Duration.ofHours(BUCKETS).dividedBy(rows);
        var images = new SyntheticImages(SEED, end.minus(apart.multipliedBy(rows)), apart);
        try (var lake = IcebergLake.open(folder, LakeLimits.DEFAULT, InstantSource.system())) {
            for (int done = 0; done < rows; done += BATCH) {
                int count = Math.min(BATCH, rows - done);
                lake.commit(new LakeBatch(done / BATCH + 1, images.make(count)));
            }
            Instant now = Instant.now();
            while (lake.compact(now) > 0) {
                // Until all is done.
            }
            try (LakeFiles files = lake.files(now)) {
                return files.paths();
            }
        }
    }

    private final class Running implements Contest {
        private final PlatformProcess platform;
        private final Api api;
        private final PlainDuckDb direct;
        private final Map<String, String> notes = new TreeMap<>();

        Running(PlatformProcess platform, PlainDuckDb direct, int rows) throws IOException {
            this.platform = platform;
            this.api = platform.api();
            this.direct = direct;
            notes.put("rows", String.format(Locale.ROOT, "%,d", rows));
        }

        @Override
        public double product() throws IOException {
            return value("door", sql -> api.sql(sql).size());
        }

        @Override
        public double peer() throws IOException {
            return value("direct", direct::rows);
        }

        /** Questions a minute, or milliseconds a question. */
        private double value(String who, Asking asking) throws IOException {
            List<String> questions = isLong ? LONG : SHORT;
            int repeats = isLong ? 1 : REPEATS_OF_SHORT_ONES;
            double sum = 0;
            for (int i = 0; i < questions.size(); i++) {
                double millis = Double.MAX_VALUE;
                for (int j = 0; j < repeats; j++) {
                    millis = Math.min(millis, millis(asking, questions.get(i)));
                }
                sum += millis;
                notes.put(
                        "question " + (i + 1) + " " + who,
                        String.format(Locale.ROOT, "%.1f ms", millis));
            }
            return isLong ? questions.size() / (sum / 60_000) : sum / questions.size();
        }

        private static double millis(Asking asking, String sql) throws IOException {
            long start = System.nanoTime();
            if (asking.rows(sql) < 1) {
                throw new IOException("an empty answer to " + sql);
            }
            return (System.nanoTime() - start) / 1e6;
        }

        @Override
        public Map<String, String> notes() {
            return notes;
        }

        @Override
        public void close() throws IOException {
            try (direct) {
                platform.close();
            }
        }
    }

    private interface Asking {
        int rows(String sql) throws IOException;
    }
}
