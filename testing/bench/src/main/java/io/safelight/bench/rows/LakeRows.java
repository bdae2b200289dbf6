package io.safelight.bench.rows;

import com.sun.management.OperatingSystemMXBean;
import io.safelight.adapter.iceberg.IcebergLake;
import io.safelight.adapter.iceberg.LakeLimits;
import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Row;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.lake.LakeBatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Rows that the lake takes in a second of processor time, in batches of the usual most. */
public final class LakeRows implements Benchmark {
    /** As catalog.max-rows. */
    private static final int BATCH = 5000;

    private static final long SEED = 7;

    private final Workshop workshop;
    private final Row row;

    LakeRows(Workshop workshop, Row row) {
        this.workshop = workshop;
        this.row = row;
    }

    /** Of one round. */
    public static int rows(Workshop workshop) {
        return workshop.count(4, 10) * BATCH;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public Contest prepare() throws IOException, InterruptedException {
        var running =
                new Running(
                        IcebergLake.open(
                                workshop.folder("lake-rows"),
                                LakeLimits.DEFAULT,
                                InstantSource.system()));
        running.product();
        return running;
    }

    private final class Running implements Contest {
        private final IcebergLake lake;
        private final SyntheticImages images =
                new SyntheticImages(SEED, Instant.now(), Duration.ofNanos(500_000));
        private final Map<String, String> notes = new TreeMap<>();
        private long batches;

        Running(IcebergLake lake) {
            this.lake = lake;
        }

        @Override
        public double product() {
            int count = rows(workshop) / BATCH;
            List<List<ImageRecord>> made = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                made.add(images.make(BATCH));
            }
            long start = System.nanoTime();
            long before = processorNanos();
            for (List<ImageRecord> batch : made) {
                lake.commit(new LakeBatch(++batches, batch));
            }
            double seconds = (processorNanos() - before) / 1e9;
            double rows = (double) count * BATCH;
            note("by the clock, one thread", rows / ((System.nanoTime() - start) / 1e9), "rows/s");
            return rows / seconds;
        }

        @Override
        public Map<String, String> notes() {
            return notes;
        }

        private void note(String what, double value, String unit) {
            notes.put(what, String.format(Locale.ROOT, "%.1f %s", value, unit));
        }

        @Override
        public void close() {
            lake.close();
        }
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
