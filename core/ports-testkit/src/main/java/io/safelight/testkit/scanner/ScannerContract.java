package io.safelight.testkit.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.scan.Verdict.Reason;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.scanner.Scanner;
import io.safelight.ports.scanner.ScannerStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every scanner must do. */
public abstract class ScannerContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A scanner together with the power over its engine. */
    public interface Bench extends AutoCloseable {
        Scanner scanner();

        /** The engine goes away. */
        void stop() throws Exception;

        /** The engine comes back from {@link #stop} or {@link #hang}. */
        void start() throws Exception;

        /** The engine stays but does nothing. */
        void hang() throws Exception;

        /** Within which a scan has an answer, whatever happens. */
        Duration answersWithin();

        /** The smallest content that the engine refuses for its size. */
        int overLimitBytes();

        @Override
        void close();
    }

    private Bench bench;

    /** Opens a scanner whose engine runs or is about to run. */
    protected abstract Bench open() throws Exception;

    /** Initialised before each test. */
    @SuppressWarnings("NullAway.Init")
    protected ScannerContract() {}

    @BeforeEach
    void openBench() throws Exception {
        bench = open();
        awaitReady();
    }

    @AfterEach
    void closeBench() {
        bench.close();
    }

    @Test
    void cleanContentIsClean() {
        assertThat(verdictOf(ScannerSamples.clean(1, 300_000))).isEqualTo(new Verdict.Clean());
    }

    @Test
    void contentOfAnySizeAroundChunkLimitsIsClean() {
        for (int bytes : List.of(0, 1, 65_535 - 21, 65_536 - 21, 65_537 - 21, 2 * 65_536 - 21)) {
            assertThat(verdictOf(ScannerSamples.clean(bytes, bytes)))
                    .as("%s bytes", bytes)
                    .isEqualTo(new Verdict.Clean());
        }
    }

    @Test
    void theTestTextIsFoundWhereverItLies() {
        byte[] eicar = ScannerSamples.eicar();
        byte[] picture = ScannerSamples.clean(2, 200_000);

        for (byte[] content :
                List.of(
                        eicar,
                        ScannerSamples.eicarInJpeg(3, 200_000),
                        inserted(picture, eicar, picture.length),
                        inserted(picture, eicar, 65_536 - 30))) {
            assertThat(verdictOf(content))
                    .isInstanceOfSatisfying(
                            Verdict.Infected.class,
                            infected ->
                                    assertThat(infected.threat()).containsIgnoringCase("eicar"));
        }
    }

    @Test
    void contentOverTheLimitIsUndecided() {
        Verdict verdict = verdictOf(new byte[bench.overLimitBytes()]);

        assertThat(reasonOf(verdict)).isEqualTo(Reason.OVER_LIMIT);
    }

    @Test
    void scanLeavesTheContentAsItWas() {
        byte[] content = ScannerSamples.clean(4, 100_000);

        try (var bytes = ImageBytes.of(content)) {
            bench.scanner().scan(bytes);
            bench.scanner().scan(bytes);

            assertThat(bytes.buffer()).isEqualTo(ByteBuffer.wrap(content));
        }
    }

    @Test
    void everyScanNamesItsEngine() {
        Scan scan = scan(ScannerSamples.clean(5, 1_000));

        assertThat(bench.scanner().status())
                .isInstanceOfSatisfying(
                        ScannerStatus.Ready.class,
                        ready -> assertThat(ready.engine()).isEqualTo(scan.engine()));
        assertThat(scan.engine().name()).isNotBlank();
        assertThat(scan.engine().signatures()).isNotBlank();
    }

    @Test
    void stoppedScannerSaysNothingIsCleanAndComesBack() throws Exception {
        byte[] content = ScannerSamples.clean(6, 50_000);

        bench.stop();

        assertThat(reasonOf(verdictOf(content))).isEqualTo(Reason.SCANNER_DOWN);
        await().atMost(PATIENCE)
                .until(() -> bench.scanner().status() instanceof ScannerStatus.NotReady);

        bench.start();
        awaitReady();

        assertThat(verdictOf(content)).isEqualTo(new Verdict.Clean());
    }

    @Test
    void hungScannerAnswersInTimeAndBlamesNoImage() throws Exception {
        bench.hang();

        long startedAt = System.nanoTime();
        Verdict verdict = verdictOf(ScannerSamples.clean(7, 3_000_000));

        assertThat(Duration.ofNanos(System.nanoTime() - startedAt))
                .isLessThan(bench.answersWithin());
        assertThat(reasonOf(verdict)).isEqualTo(Reason.SCANNER_DOWN);

        bench.start();
        awaitReady();

        assertThat(verdictOf(ScannerSamples.clean(8, 1_000))).isEqualTo(new Verdict.Clean());
    }

    @Test
    void manyScansAtOnceKeepTheirVerdictsApart() throws Exception {
        var scans = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 64; i++) {
            boolean infected = i % 3 == 0;
            byte[] content =
                    infected
                            ? ScannerSamples.eicarInJpeg(i, 10_000 + i)
                            : ScannerSamples.clean(i, 10_000 + i);
            scans.add(() -> infected == (verdictOf(content) instanceof Verdict.Infected));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(scans)).extracting(Future::get).containsOnly(true);
        }
    }

    @Test
    void closedScannerSaysNothingIsClean() {
        bench.scanner().close();

        assertThat(reasonOf(verdictOf(ScannerSamples.clean(9, 1_000))))
                .isEqualTo(Reason.SCANNER_DOWN);
    }

    private Verdict verdictOf(byte[] content) {
        return scan(content).verdict();
    }

    private Scan scan(byte[] content) {
        try (var bytes = ImageBytes.of(content)) {
            return bench.scanner().scan(bytes);
        }
    }

    private void awaitReady() {
        await().atMost(PATIENCE)
                .until(() -> bench.scanner().status() instanceof ScannerStatus.Ready);
    }

    private static Reason reasonOf(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        return ((Verdict.Undecided) verdict).reason();
    }

    private static byte[] inserted(byte[] content, byte[] insert, int at) {
        return ByteBuffer.allocate(content.length + insert.length)
                .put(content, 0, at)
                .put(insert)
                .put(content, at, content.length - at)
                .array();
    }
}
