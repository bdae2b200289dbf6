package io.safelight.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.domain.scan.ScanDecision;
import io.safelight.domain.scan.ScanPolicy;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.Tries;
import io.safelight.ports.PortException;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.objects.Placement;
import io.safelight.telemetry.Meters;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.testkit.objects.InMemorySealedObjects;
import io.safelight.testkit.scanner.InMemoryScanner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScanStageTest {
    private static final byte[] SLOW = "this one is slow".getBytes(US_ASCII);

    private final AtomicReference<Instant> now = new AtomicReference<>(LedgerSamples.NOON);
    private final InstantSource clock = now::get;
    private final InMemoryLedger ledger = new InMemoryLedger(clock);
    private final InMemorySealedObjects objects = new InMemorySealedObjects(clock);
    private final InMemoryScanner scanner = new InMemoryScanner(clock);
    private final ScanStage stage =
            new ScanStage(scanner, objects, new ScanSettings(new ScanPolicy(3)), Meters.none());

    @Test
    void isReadyWhileTheScannerIs() {
        assertThat(stage.isReady()).isTrue();

        scanner.stop();

        assertThat(stage.isReady()).isFalse();
    }

    @Test
    void aCleanImageProceeds() {
        try (var bytes = ImageBytes.of("a picture".getBytes(US_ASCII))) {
            var scanned = stage.scan(image(Tries.NONE), bytes);

            assertThat(scanned.scan().isClean()).isTrue();
            assertThat(scanned.decision()).isInstanceOf(ScanDecision.Proceed.class);
        }
    }

    @Test
    void theTriesOfTheImageDecideOnAnUndecidedVerdict() {
        scanner.answer(SLOW, new Verdict.Undecided(Verdict.Reason.TIMED_OUT, "slow"));
        try (var bytes = ImageBytes.of(SLOW)) {
            assertThat(stage.scan(image(new Tries(1, 0, 0)), bytes).decision())
                    .isInstanceOf(ScanDecision.TryAgain.class);
            assertThat(stage.scan(image(new Tries(2, 0, 0)), bytes).decision())
                    .isInstanceOf(ScanDecision.Quarantine.class);
        }
    }

    @Test
    void anUndecidedImageIsNeverCleanHoweverTheScannerFails() {
        for (Verdict.Reason reason : Verdict.Reason.values()) {
            scanner.answer(SLOW, new Verdict.Undecided(reason, "for some reason"));
            try (var bytes = ImageBytes.of(SLOW)) {
                var scanned = stage.scan(image(Tries.NONE), bytes);

                assertThat(scanned.scan().isClean()).isFalse();
                assertThat(scanned.decision()).isNotInstanceOf(ScanDecision.Proceed.class);
            }
        }
    }

    @Test
    void quarantineHoldsACopyOfTheBytesUnderTheSameImage() throws IOException {
        ImageRecord image = image(Tries.NONE);
        byte[] content = new byte[100_000];
        content[99_999] = 7;
        try (var bytes = ImageBytes.of(content)) {
            ObjectRef copy = stage.quarantine(image, bytes);

            var placement = objects.placementOf(copy);
            assertThat(placement)
                    .isEqualTo(
                            new Placement(
                                    Zone.QUARANTINE,
                                    image.lifetime().bucket(),
                                    image.origin().tenant(),
                                    image.id()));
            try (var in = objects.open(copy, placement).stream(0)) {
                assertThat(in).hasBinaryContent(content);
            }
        }
    }

    @Test
    void nothingIsSealedForABucketThatHasEnded() {
        ImageRecord image = image(Tries.NONE);
        now.set(image.lifetime().bucket().end());
        try (var bytes = ImageBytes.of(SLOW)) {
            assertThatThrownBy(() -> stage.quarantine(image, bytes))
                    .isInstanceOf(PortException.class);
        }

        assertThat(objects.count()).isZero();
    }

    /** A new one each time. */
    private ImageRecord image(Tries tries) {
        NewImage image =
                LedgerSamples.image(LedgerSamples.ACME, ledger.last() + 1, LedgerSamples.NOON);
        ledger.admit(List.of(image));
        Claim claim =
                ledger.claim(LedgerSamples.NODE_1, 1, true, clock.instant(), Duration.ofHours(1))
                        .getFirst()
                        .claim();
        ledger.release(claim, tries, clock.instant().plus(Duration.ofDays(1)));
        return ledger.find(image.id()).orElseThrow();
    }
}
