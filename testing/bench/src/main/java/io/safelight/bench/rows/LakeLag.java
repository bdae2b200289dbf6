package io.safelight.bench.rows;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Row;
import io.safelight.bench.platform.Api;
import io.safelight.bench.platform.Uploads;
import io.safelight.bench.processes.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** From the moment an image is final until a question in SQL finds it, while images keep coming. */
final class LakeLag implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final double PERCENTILE = 0.99;

    private final Workshop workshop;
    private final Row row;

    LakeLag(Workshop workshop, Row row) {
        this.workshop = workshop;
        this.row = row;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public Contest prepare() throws IOException, InterruptedException {
        return new Running(workshop.workerPath(), workshop.small().contents());
    }

    private final class Running implements Contest {
        private final WorkerPath path;
        private final List<byte[]> images;
        private final Map<String, String> notes = new TreeMap<>();

        Running(WorkerPath path, List<byte[]> images) {
            this.path = path;
            this.images = images;
        }

        @Override
        public double product() throws IOException, InterruptedException {
            int count = workshop.count(100, 600);
            var since = Instant.now();
            var seen = new HashMap<String, Double>();
            Api api = path.platform().api();
            Uploads uploads = path.platform().uploads("/v1/images", 2);
            Thread sender =
                    Thread.ofPlatform().name("sender").unstarted(() -> send(uploads, count));
            sender.start();
            Waiting.until(
                    "all are in the lake",
                    LIMIT,
                    LOOK,
                    () -> {
                        look(api, since, seen);
                        return seen.size() >= count;
                    });
            sender.join();
            return noted(new ArrayList<>(seen.values()));
        }

        private void send(Uploads uploads, int count) {
            try {
                uploads.send(images, count);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void look(Api api, Instant since, Map<String, Double> seen)
                throws IOException {
            JsonNode rows =
                    api.sql(
                            "SELECT image_id, epoch_ms(completed_at) FROM images WHERE received_at"
                                    + " >= TIMESTAMPTZ '"
                                    + since
                                    + "'");
            double now = System.currentTimeMillis();
            rows.forEach(
                    one ->
                            seen.computeIfAbsent(
                                    one.path(0).asText(),
                                    _ -> (now - one.path(1).asDouble()) / 1e3));
        }

        private double noted(List<Double> lags) {
            Collections.sort(lags);
            double median = lags.get(lags.size() / 2);
            double most = lags.getLast();
            notes.put("images", Integer.toString(lags.size()));
            notes.put("median", String.format(Locale.ROOT, "%.2f s", median));
            notes.put("longest", String.format(Locale.ROOT, "%.2f s", most));
            return lags.get((int) Math.ceil(PERCENTILE * lags.size()) - 1);
        }

        @Override
        public Map<String, String> notes() {
            return notes;
        }

        @Override
        public void close() {
            // The platform is the workshop's.
        }
    }
}
