package io.safelight.adapter.clamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.scan.Verdict.Reason;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.scanner.ScannerStatus;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scanner says when the other end of the socket misbehaves. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class ClamdScannerFaultsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final int LARGE = 3_000_000;
    private static final ClamdSettings QUICK =
            new ClamdSettings(
                    Duration.ofMillis(500),
                    Duration.ofMillis(300),
                    Duration.ofMillis(50),
                    4,
                    Duration.ofDays(7));

    @Test
    void exactAnswerIsClean() throws IOException {
        try (var fake = answering("stream: OK\0")) {
            assertThat(verdict(fake, LARGE)).isEqualTo(new Verdict.Clean());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "stream: OK",
                "stream: OK ",
                "stream: OK\0\0",
                "stream: ok\0",
                "1: stream: OK\0",
                "stream: OK\0stream: X FOUND\0",
                "stream: FOUND\0",
                "stream:  FOUND\0",
                "HTTP/1.1 200 OK\r\n\r\n",
                "UNKNOWN COMMAND\0",
                "stream: Can't allocate memory ERROR\0",
                "INSTREAM: Can't write to file. ERROR\0"
            })
    void anyOtherAnswerMeansThatTheScannerIsDown(String answer) throws IOException {
        try (var fake = answering(answer)) {
            assertThat(reason(verdict(fake, LARGE))).isEqualTo(Reason.SCANNER_DOWN);
        }
    }

    @Test
    void answerWithoutEndIsNoAnswer() throws IOException {
        try (var fake =
                FakeClamd.scanning(
                        with -> {
                            with.streamBytes();
                            with.say("x".repeat(100_000));
                        })) {
            assertThat(reason(verdict(fake, LARGE))).isEqualTo(Reason.SCANNER_DOWN);
        }
    }

    @Test
    void okBeforeTheWholeStreamWasSentIsNotClean() throws IOException {
        try (var fake =
                FakeClamd.scanning(
                        with -> {
                            with.command();
                            with.say("stream: OK\0");
                        })) {
            assertThat(reason(verdict(fake, LARGE))).isEqualTo(Reason.SCANNER_DOWN);
        }
    }

    @Test
    void sizeLimitToldInTheMiddleOfTheStreamIsOverLimit() throws IOException {
        try (var fake =
                FakeClamd.scanning(
                        with -> {
                            with.command();
                            with.say("INSTREAM size limit exceeded. ERROR\0");
                        })) {
            assertThat(reason(verdict(fake, LARGE))).isEqualTo(Reason.OVER_LIMIT);
        }
    }

    @Test
    void imageThatTakesTooLongIsToBlameWhenOthersDoNot() throws IOException {
        try (var fake = FakeClamd.scanning(with -> hangOver(with, 1_000, "stream: OK\0"))) {
            assertThat(reason(verdict(fake, LARGE))).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void imageIsNotToBlameWhenNothingIsScannedInTime() throws IOException {
        try (var fake = FakeClamd.scanning(with -> hangOver(with, 0, ""))) {
            assertThat(reason(verdict(fake, LARGE))).isEqualTo(Reason.SCANNER_DOWN);
        }
    }

    @Test
    void answerThatDripsByteByByteEndsInTime() throws IOException {
        try (var fake =
                FakeClamd.scanning(
                        with -> {
                            with.streamBytes();
                            var pause = new CountDownLatch(1);
                            for (int i = 0; i < 500; i++) {
                                with.say("s");
                                awaitMillis(pause, 20);
                            }
                        })) {
            long startedAt = System.nanoTime();

            Verdict verdict = verdict(fake, 1_000);

            assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
            assertThat(Duration.ofNanos(System.nanoTime() - startedAt))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void failureOnThisImageAloneIsOverALimit() throws IOException {
        try (var fake =
                FakeClamd.scanning(
                        with ->
                                with.say(
                                        with.streamBytes() > 1_000
                                                ? "stream: Can't parse data ERROR\0"
                                                : "stream: OK\0"))) {
            assertThat(reason(verdict(fake, LARGE))).isEqualTo(Reason.OVER_LIMIT);
        }
    }

    @Test
    void failureOnEveryStreamIsTheScanners() throws IOException {
        try (var fake = answering("stream: Can't parse data ERROR\0")) {
            assertThat(reason(verdict(fake, LARGE))).isEqualTo(Reason.SCANNER_DOWN);
        }
    }

    @Test
    void deafSocketIsNotReadyInTime() throws IOException {
        try (var fake = FakeClamd.deaf();
                var scanner = open(fake)) {
            var filling = new ArrayList<SocketChannel>();
            try {
                for (int i = 0; i < 2; i++) {
                    filling.add(SocketChannel.open(UnixDomainSocketAddress.of(fake.socket())));
                }

                assertThat(scanner.status()).isInstanceOf(ScannerStatus.NotReady.class);
                assertThat(reason(scan(scanner, 10).verdict())).isEqualTo(Reason.SCANNER_DOWN);
            } finally {
                for (SocketChannel channel : filling) {
                    channel.close();
                }
            }
        }
    }

    @Test
    void absentSocketIsNotReadyAndSaysWhatToDo() {
        try (var scanner = open(ClamdHost.external(Path.of("/tmp/safelight-absent/s")))) {
            assertThat(scanner.status())
                    .isInstanceOfSatisfying(
                            ScannerStatus.NotReady.class,
                            not ->
                                    assertThat(not.why())
                                            .contains("/tmp/safelight-absent/s")
                                            .contains("systemctl start clamav-daemon"));
            assertThat(reason(scan(scanner, 10).verdict())).isEqualTo(Reason.SCANNER_DOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ClamAV 1.4.6/27818/Fri Nov 13 09:27:58 2026",
                "ClamAV 1.4.6/27818/Mon Nov  2 09:27:58 2026",
                "ClamAV 1.4.6",
                "ClamAV 1.4.6/27818/whenever"
            })
    void oldSignaturesOrOnesOfUnknownAgeAreStale(String version) throws IOException {
        try (var fake =
                        FakeClamd.serving(
                                with ->
                                        with.say(
                                                with.command().equals("zVERSION")
                                                        ? version + "\0"
                                                        : "stream: OK\0"));
                var scanner = open(fake)) {
            Scan scan = scan(scanner, 1_000);

            assertThat(reason(scan.verdict())).isEqualTo(Reason.SIGNATURES_STALE);
            assertThat(scan.engine().name()).isEqualTo("ClamAV 1.4.6");
            assertThat(scanner.status())
                    .isInstanceOfSatisfying(
                            ScannerStatus.NotReady.class,
                            not -> assertThat(not.why()).contains("freshclam"));
        }
    }

    @Test
    void verdictNamesEngineSignaturesAndTheirDate() throws IOException {
        try (var fake = answering("stream: OK\0");
                var scanner = open(fake)) {
            Scan scan = scan(scanner, 1_000);

            assertThat(scan.at()).isEqualTo(NOW);
            assertThat(scan.engine().name()).isEqualTo("ClamAV 1.4.6");
            assertThat(scan.engine().signatures()).isEqualTo("27818");
            assertThat(scan.engine().signaturesBuiltAt())
                    .contains(Instant.parse("2026-11-20T09:27:58Z"));
        }
    }

    @Test
    void scansBeyondThePlacesWaitAndThenGiveUpWithoutBlame() throws Exception {
        try (var fake = FakeClamd.scanning(with -> hangOver(with, 1_000, "stream: OK\0"));
                var scanner = open(fake);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Verdict> scan = () -> scan(scanner, 10_000).verdict();

            var verdicts =
                    threads.invokeAll(Collections.nCopies(3 * QUICK.concurrentScans(), scan));

            assertThat(verdicts)
                    .extracting(done -> reason(done.get()))
                    .containsOnly(Reason.TIMED_OUT, Reason.SCANNER_DOWN)
                    .contains(Reason.SCANNER_DOWN);
        }
    }

    @Test
    void interruptedScanIsUndecidedAndStaysInterrupted() throws Exception {
        try (var fake = FakeClamd.scanning(with -> hangOver(with, 0, ""));
                var scanner = open(fake)) {
            scanner.status();
            var seen = new ArrayList<Object>();

            Thread thread =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        Thread.currentThread().interrupt();
                                        seen.add(reason(scan(scanner, 1_000).verdict()));
                                        seen.add(Thread.currentThread().isInterrupted());
                                    });

            assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
            assertThat(seen).containsExactly(Reason.SCANNER_DOWN, true);
        }
    }

    @Test
    void closeEndsScansUnderWayAndItsThread() throws Exception {
        try (var fake = FakeClamd.scanning(with -> hangOver(with, 0, ""))) {
            var patient =
                    new ClamdSettings(
                            Duration.ofMinutes(10),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(1),
                            1,
                            Duration.ofDays(7));
            var scanner = ClamdScanner.open(fake, patient, () -> NOW);
            var verdicts = new ArrayList<Verdict>();
            Thread thread =
                    Thread.ofVirtual().start(() -> verdicts.add(scan(scanner, LARGE).verdict()));
            await().until(() -> thread.getState() == Thread.State.WAITING);

            scanner.close();

            assertThat(thread.join(Duration.ofSeconds(8))).isTrue();
            assertThat(reason(verdicts.getFirst())).isEqualTo(Reason.SCANNER_DOWN);
            await().untilAsserted(
                            () ->
                                    assertThat(threadNames())
                                            .noneMatch(name -> name.contains("clamd-deadlines")));
        }
    }

    private static List<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private static FakeClamd answering(String answer) {
        return FakeClamd.scanning(
                with -> {
                    with.streamBytes();
                    with.say(answer);
                });
    }

    private static void hangOver(FakeClamd.Conversation with, int bytes, String otherwise)
            throws IOException {
        if (with.streamBytes() > bytes) {
            with.hang();
        }
        with.say(otherwise);
    }

    private static void awaitMillis(CountDownLatch latch, long millis) {
        try {
            assertThat(latch.await(millis, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static ClamdScanner open(ClamdHost host) {
        return ClamdScanner.open(host, QUICK, () -> NOW);
    }

    private static Verdict verdict(FakeClamd fake, int bytes) {
        try (var scanner = open(fake)) {
            return scan(scanner, bytes).verdict();
        }
    }

    private static Scan scan(ClamdScanner scanner, int bytes) {
        try (var content = ImageBytes.of(new byte[bytes])) {
            return scanner.scan(content);
        }
    }

    private static Reason reason(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        return ((Verdict.Undecided) verdict).reason();
    }
}
