package io.safelight.domain.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.safelight.domain.expiry.Lifetime;
import io.safelight.domain.expiry.Retention;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Content;
import io.safelight.domain.image.Description;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Origin;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.image.Source;
import io.safelight.domain.image.Zone;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageRecordTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Lifetime WEEK =
            new Retention(Duration.ofDays(7), Duration.ofHours(1)).from(NOON);

    @ParameterizedTest
    @EnumSource
    void onlyACleanImageThatIsNotGoneIsReadable(State state) {
        var gone = EnumSet.of(State.QUARANTINED, State.ERASED, State.PURGED);

        assertThat(record(state, scanned(new Verdict.Clean())).isReadable(NOON))
                .isEqualTo(!gone.contains(state));
        assertThat(record(state, Findings.NONE).isReadable(NOON)).isFalse();
        assertThat(record(state, scanned(new Verdict.Infected("x"))).isReadable(NOON)).isFalse();
        var undecided = new Verdict.Undecided(Verdict.Reason.TIMED_OUT, "");
        assertThat(record(state, scanned(undecided)).isReadable(NOON)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsReadableFromTheInstantOfItsExpiry(State state) {
        ImageRecord image = record(state, scanned(new Verdict.Clean()));

        assertThat(image.isReadable(WEEK.expiresAt())).isFalse();
        assertThat(image.isReadable(WEEK.expiresAt().plusSeconds(1))).isFalse();
    }

    @Test
    void aCompletedImageIsReadableToTheLastInstant() {
        ImageRecord image = record(State.COMPLETED, scanned(new Verdict.Clean()));

        assertThat(image.isReadable(WEEK.expiresAt().minusNanos(1))).isTrue();
    }

    @Test
    void exactlyThreeStatesAreFinal() {
        assertThat(EnumSet.allOf(State.class).stream().filter(State::isFinal))
                .containsExactly(State.COMPLETED, State.QUARANTINED, State.FAILED);
    }

    @Test
    void anOriginalIsNeverInTheProcessedZone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Original(Zone.PROCESSED, new ObjectRef("o")));
    }

    @Test
    void aFailureOfWhichNothingIsKnownTellsItsCause() {
        var failed = Outcome.Failed.because(new Cause("broken", "It is broken."));

        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.findings().scan()).isEmpty();
        assertThat(failed.findings().cause()).map(Cause::code).contains("broken");
    }

    @Test
    void aFailureAfterACleanScanKeepsItAndTheImageStaysReadable() {
        var scan = scanned(new Verdict.Clean()).scan().orElseThrow();
        var failed = Outcome.Failed.because(new Cause("broken", "It is broken."), scan);

        assertThat(failed.findings().scan()).contains(scan);
        assertThat(record(State.FAILED, failed.findings()).isReadable(NOON)).isTrue();
    }

    private static Findings scanned(Verdict verdict) {
        var engine = new ScanEngine("ClamAV 1.4.3", "27000", Optional.empty());
        return new Findings(
                Optional.of(new Scan(verdict, engine, NOON)),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static ImageRecord record(State state, Findings findings) {
        return new ImageRecord(
                ImageId.of(NOON, new byte[ImageId.ENTROPY_BYTES]),
                new Origin(new TenantId("acme"), new PrincipalId("ana"), Source.HTTP),
                Description.NONE,
                new Content(ImageFormat.JPEG, 1, new Sha256("0".repeat(64))),
                WEEK,
                new Original(Zone.RAW, new ObjectRef("raw")),
                "nonce",
                state,
                1,
                Tries.NONE,
                NOON,
                findings,
                Optional.of(NOON),
                1);
    }
}
