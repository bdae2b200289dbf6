package io.safelight.adapter.clamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.safelight.domain.scan.ScanDecision;
import io.safelight.domain.scan.ScanPolicy;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.scan.Verdict.Reason;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.scanner.ScannerStatus;
import io.safelight.testkit.scanner.ScannerSamples;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is blamed when clamd goes away in the middle of a scan. */
@Timeout(value = 40, unit = TimeUnit.SECONDS)
class ClamdCrashTest {
    private static final byte KILLER = 'K';
    private static final byte SLOW = 'S';
    private static final Set<Thread.State> WAITS_FOR_A_TURN_OR_IS_OVER =
            Set.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED);
    private static final int LARGE = 3_000_000;
    private static final ScanPolicy POLICY = new ScanPolicy(3);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final AtomicInteger underWay = new AtomicInteger();
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);

    /** For each death of the fake, how many streams it was working on. */
    private final List<Integer> deaths = new CopyOnWriteArrayList<>();

    @Test
    void imageThatEndsClamdEveryTimeIsQuarantinedAndItsNeighboursFinish() throws Exception {
        try (var fake = mortal();
                var scanner = open(fake);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Verdict>>> images = new ArrayList<>();
            images.add(() -> scanUntilDecided(scanner, image(KILLER, 0)));
            for (int i = 1; i <= 6; i++) {
                byte[] neighbour = image((byte) 'n', i);
                images.add(() -> scanUntilDecided(scanner, neighbour));
            }

            var verdicts = threads.invokeAll(images);

            assertThat(verdicts.getFirst().get())
                    .filteredOn(verdict -> reason(verdict) == Reason.CRASHED)
                    .hasSize(3);
            for (var neighbour : verdicts.subList(1, verdicts.size())) {
                List<Verdict> seen = neighbour.get();
                assertThat(seen).endsWith(new Verdict.Clean());
                assertThat(seen.subList(0, seen.size() - 1))
                        .allMatch(verdict -> reason(verdict) == Reason.SCANNER_DOWN);
            }
            assertThat(deaths.subList(1, deaths.size())).containsExactly(1, 1, 1);
        }
    }

    @Test
    void suspectIsScannedWhenNoOtherScanIsUnderWay() throws Exception {
        try (var fake = mortal();
                var scanner = open(fake);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(reason(scan(scanner, image(KILLER, 0)))).isEqualTo(Reason.SCANNER_DOWN);
            await().until(() -> scanner.status() instanceof ScannerStatus.Ready);
            await().until(() -> underWay.get() == 0);
            var slow = threads.submit(() -> scan(scanner, image(SLOW, 0)));
            await().until(() -> underWay.get() == 1);

            var verdicts = new CopyOnWriteArrayList<Verdict>();
            Thread suspect =
                    Thread.ofVirtual().start(() -> verdicts.add(scan(scanner, image(KILLER, 0))));
            await().until(() -> WAITS_FOR_A_TURN_OR_IS_OVER.contains(suspect.getState()));
            slowMayEnd.countDown();

            assertThat(suspect.join(PATIENCE)).isTrue();
            assertThat(slow.get()).isEqualTo(new Verdict.Clean());
            assertThat(reason(verdicts.getFirst())).isEqualTo(Reason.CRASHED);
            assertThat(deaths).containsExactly(1, 1);
        }
    }

    @Test
    void imageIsNotToBlameWhenClamdEndsOverAnything() throws Exception {
        try (var fake = FakeClamd.scanning(with -> with.command());
                var scanner = open(fake)) {
            for (int i = 0; i < 5; i++) {
                assertThat(reason(scan(scanner, image((byte) 'n', 0))))
                        .isEqualTo(Reason.SCANNER_DOWN);
            }
        }
    }

    @Test
    void suspectThatIsScannedIsNoSuspectAnyMore() throws Exception {
        var fatal = new AtomicInteger(1);
        try (var fake =
                        FakeClamd.scanning(
                                with -> {
                                    with.streamBytes();
                                    if (fatal.getAndDecrement() == 1) {
                                        return;
                                    }
                                    with.say("stream: OK\0");
                                });
                var scanner = open(fake)) {
            byte[] image = image((byte) 'n', 0);

            assertThat(reason(scan(scanner, image))).isEqualTo(Reason.SCANNER_DOWN);
            assertThat(scan(scanner, image)).isEqualTo(new Verdict.Clean());
            fatal.set(1);
            assertThat(reason(scan(scanner, image))).isEqualTo(Reason.SCANNER_DOWN);
        }
    }

    /** The real one. */
    @Test
    void imageIsNotToBlameWhenClamdIsKilledInTheMiddle() throws Exception {
        var trusting =
                new ClamdSettings(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        4,
                        Duration.ofDays(7));
        byte[] image = ScannerSamples.clean(1, LARGE);
        try (var clamd = ClamdProcess.start(ClamdBench.settings());
                var ready = open(clamd);
                var scanner = ClamdScanner.open(clamd, trusting, InstantSource.system())) {
            await().atMost(PATIENCE).until(() -> scan(ready, image).equals(new Verdict.Clean()));
            assertThat(scan(scanner, image)).isEqualTo(new Verdict.Clean());
            long pid = clamd.pid().orElseThrow();
            var verdicts = new CopyOnWriteArrayList<Verdict>();

            Processes.signal("STOP", pid);
            Thread scan = Thread.ofVirtual().start(() -> verdicts.add(scan(scanner, image)));
            await().until(() -> scan.getState() == Thread.State.WAITING);
            Processes.signal("KILL", pid);
            assertThat(scan.join(PATIENCE)).isTrue();
            assertThat(reason(verdicts.getFirst())).isEqualTo(Reason.SCANNER_DOWN);

            verdicts.addAll(scanUntilDecided(scanner, image));
            assertThat(verdicts).endsWith(new Verdict.Clean());
            assertThat(verdicts.subList(0, verdicts.size() - 1))
                    .allMatch(verdict -> reason(verdict) == Reason.SCANNER_DOWN);
        }
    }

    /** Dies in the middle of a stream that begins with the marker. */
    private FakeClamd mortal() {
        var self = new FakeClamd[1];
        self[0] =
                FakeClamd.scanning(
                        with -> {
                            byte first = with.firstByte();
                            int others = underWay.incrementAndGet();
                            try {
                                if (first == KILLER) {
                                    deaths.add(others);
                                    self[0].die();
                                }
                                with.streamBytes();
                                if (first == SLOW) {
                                    slowMayEnd.await();
                                }
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            } finally {
                                underWay.decrementAndGet();
                            }
                            with.say("stream: OK\0");
                        });
        return self[0];
    }

    /** As the line does: again and again, with the counted tries. */
    private static List<Verdict> scanUntilDecided(ClamdScanner scanner, byte[] image) {
        List<Verdict> seen = new ArrayList<>();
        var tries = new AtomicInteger();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            Verdict verdict = scan(scanner, image);
                            seen.add(verdict);
                            return isFinal(POLICY.decide(verdict, tries.get()), tries);
                        });
        return seen;
    }

    private static boolean isFinal(ScanDecision decision, AtomicInteger tries) {
        return switch (decision) {
            case ScanDecision.Proceed(), ScanDecision.Quarantine(var _) -> true;
            case ScanDecision.Wait() -> false;
            case ScanDecision.TryAgain() -> {
                tries.incrementAndGet();
                yield false;
            }
        };
    }

    private static ClamdScanner open(ClamdHost host) {
        return ClamdScanner.open(host, ClamdBench.SCANNER, InstantSource.system());
    }

    private static Verdict scan(ClamdScanner scanner, byte[] image) {
        try (var content = ImageBytes.of(image)) {
            return scanner.scan(content).verdict();
        }
    }

    private static byte[] image(byte first, int number) {
        byte[] image = new byte[LARGE];
        image[0] = first;
        image[1] = (byte) number;
        return image;
    }

    private static Reason reason(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        return ((Verdict.Undecided) verdict).reason();
    }
}
