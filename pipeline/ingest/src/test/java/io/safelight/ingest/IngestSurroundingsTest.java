package io.safelight.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.expiry.Retention;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Origin;
import io.safelight.domain.image.Source;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.Submission.Claims;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.ports.submissions.SubmissionAnswer.Accepted;
import io.safelight.settings.ByteSize;
import io.safelight.telemetry.Meters;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.objects.InMemoryObjectStore;
import io.safelight.testkit.objects.InMemorySealedObjects;
import io.safelight.testkit.receipts.InMemorySigner;
import io.safelight.testkit.scanner.ScannerSamples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What surrounds each submission: the clock, the meters, the traces. */
class IngestSurroundingsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Origin ACME =
            new Origin(new TenantId("acme"), new PrincipalId("ana"), Source.HTTP);
    private static final byte[] JPEG = ScannerSamples.clean(1, 100_000);

    private Instant now = NOON;
    private final Meters meters = Meters.prometheus();
    private final Ingest ingest =
            new Ingest(
                    new IngestSettings(
                            ByteSize.mebibytes(1),
                            100_000_000,
                            ByteSize.mebibytes(100),
                            new Retention(Duration.ofDays(7), Duration.ofHours(1))),
                    new Ingest.Ports(
                            new InMemoryObjectStore(() -> now),
                            new InMemorySealedObjects(() -> now),
                            new InMemoryLedger(() -> now),
                            new Receipts(new InMemorySigner())),
                    () -> now,
                    new SecureRandom(),
                    meters);

    @Test
    void acceptedImagesAreMeasuredByDoorAndRefusedOnesAreNot() throws IOException {
        assertThat(meters.scrape()).contains("ingest_size_bytes_count{door=\"kafka\"} 0");

        accepted(submit(ACME, Claims.NONE, JPEG));
        submit(ACME, Claims.NONE, "%PDF-1.7".getBytes(UTF_8));

        assertThat(meters.scrape())
                .contains("ingest_size_bytes_count{door=\"http\"} 1")
                .contains("ingest_size_bytes_sum{door=\"http\"} " + (double) JPEG.length)
                .contains("ingest_size_bytes_count{door=\"kafka\"} 0");
    }

    @Test
    void whereNothingIsRecordedTheCallersTraceIsNotKept() throws IOException {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        Accepted accepted = accepted(submit(ACME.traced(Optional.of(trace)), Claims.NONE, JPEG));

        assertThat(accepted.image().origin()).isEqualTo(ACME);
    }

    @Test
    void aClockThatStepsBackMakesNoImageTwiceAndLosesNone() throws IOException {
        var keyed =
                new Claims(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("order-7"));
        Accepted first = accepted(submit(ACME, keyed, JPEG));
        Instant before = NOON.minus(Duration.ofHours(2));
        now = before;

        Accepted again = accepted(submit(ACME, keyed, JPEG));
        Accepted other = accepted(submit(ACME, Claims.NONE, JPEG));

        assertThat(again.image()).isEqualTo(first.image());
        assertThat(other.image().id()).isNotEqualTo(first.image().id());
        assertThat(other.image().lifetime().expiresAt()).isEqualTo(before.plus(Duration.ofDays(7)));
    }

    private SubmissionAnswer submit(Origin origin, Claims claims, byte[] bytes) throws IOException {
        return ingest.submit(
                new Submission(Optional.empty(), origin, now, claims),
                new ByteArrayInputStream(bytes));
    }

    private static Accepted accepted(SubmissionAnswer answer) {
        assertThat(answer).isInstanceOf(Accepted.class);
        return (Accepted) answer;
    }
}
