package io.safelight.adapter.sql;

import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.Tries;
import io.safelight.testkit.ledger.LedgerSamples;
import java.lang.ProcessHandle.Info;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Measures the ledger in a folder of its own. Arguments: the folder to make it in, and how many
 * images. Prints rates, and the processor time of the whole process for each image.
 */
final class LedgerMeasure {
    private static final int WORKERS = 8;
    private static final Duration LEASE = Duration.ofHours(1);
    private static final Instant NOW = LedgerSamples.NOON.plusSeconds(3600);

    private final SqlLedger ledger;
    private final int images;
    private long made;

    private LedgerMeasure(SqlLedger ledger, int images) {
        this.ledger = ledger;
        this.images = images;
    }

    public static void main(String[] arguments) throws Exception {
        Path file =
                Files.createTempDirectory(Path.of(arguments[0]), "measure")
                        .resolve("ledger.sqlite");
        int images = Integer.parseInt(arguments[1]);
        open(file, "open, new file").close();
        try (SqlLedger ledger = open(file, "open, existing file")) {
            var measure = new LedgerMeasure(ledger, images);
            measure.all("warm-up: ");
            measure.all("");
            measure.concurrentAdmits();
        }
        System.out.printf("%.0f bytes on disk for each image%n", bytesEach(file, images));
    }

    private static SqlLedger open(Path file, String what) {
        long start = System.nanoTime();
        SqlLedger ledger = SqlLedger.open(file, SqliteSettings.DEFAULTS, InstantSource.system());
        System.out.printf("%s: %d ms%n", what, (System.nanoTime() - start) / 1_000_000);
        return ledger;
    }

    /** What {@link #all} and {@link #concurrentAdmits} leave. */
    private static double bytesEach(Path file, int images) throws Exception {
        return Files.size(file) / (2.0 * (images / 10 + images) + images);
    }

    private void all(String prefix) throws Exception {
        measure(prefix + "admit, batches of 1", images / 10, () -> admit(images / 10, 1));
        measure(prefix + "admit, batches of 64", images, () -> admit(images, 64));
        measure(prefix + "claim 8, finish each", images + images / 10, this::work);
        measure(prefix + "catalog, batches of 1000", images + images / 10, this::catalog);
        measure(prefix + "find", images, this::find);
    }

    private void concurrentAdmits() throws Exception {
        measure(
                "admit, batches of 1, 64 at once",
                images,
                () -> {
                    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                        for (int i = 0; i < 64; i++) {
                            List<NewImage> mine = make(images / 64);
                            threads.execute(
                                    () -> mine.forEach(image -> ledger.admit(List.of(image))));
                        }
                    }
                });
    }

    private void admit(int count, int batch) {
        for (int i = 0; i < count; i += batch) {
            ledger.admit(make(Math.min(batch, count - i)));
        }
    }

    private List<NewImage> make(int count) {
        List<NewImage> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = LedgerSamples.NOON.plusMillis(made / 10);
            batch.add(LedgerSamples.image(LedgerSamples.ACME, made++, at));
        }
        return batch;
    }

    private void work() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Claimed> claimed = claim();
            while (!claimed.isEmpty()) {
                List<Claimed> mine = claimed;
                threads.execute(() -> mine.forEach(this::finish));
                claimed = claim();
            }
        }
    }

    private List<Claimed> claim() {
        return ledger.claim(LedgerSamples.NODE_1, WORKERS, false, NOW, LEASE);
    }

    private void finish(Claimed one) {
        ledger.finish(one.claim(), LedgerSamples.completed(1), Tries.NONE, NOW);
    }

    private void catalog() {
        for (var batch = ledger.openBatch(1000);
                batch.isPresent();
                batch = ledger.openBatch(1000)) {
            ledger.closeBatch(batch.get().number());
        }
    }

    private void find() {
        for (int i = 0; i < images; i++) {
            ledger.find(LedgerSamples.id(i, LedgerSamples.NOON.plusMillis(i / 10)));
        }
    }

    /** Something to measure. */
    private interface Action {
        void run() throws Exception;
    }

    private static void measure(String what, int count, Action action) throws Exception {
        Duration processor = processorTime();
        long start = System.nanoTime();
        action.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double micros = processorTime().minus(processor).toNanos() / 1e3 / count;
        System.out.printf(
                "%-45s %8.0f images/s %8.0f us processor each%n", what, count / seconds, micros);
    }

    private static Duration processorTime() {
        Optional<Duration> time = ProcessHandle.current().info().totalCpuDuration();
        return time.orElseThrow(() -> new IllegalStateException(Info.class.getName()));
    }
}
