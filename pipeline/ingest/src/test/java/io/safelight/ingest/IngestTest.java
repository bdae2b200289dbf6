package io.safelight.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.expiry.Retention;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Origin;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.image.Source;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.State;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.Submission.Claims;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.ports.submissions.SubmissionAnswer.Accepted;
import io.safelight.ports.submissions.SubmissionAnswer.Refusal;
import io.safelight.ports.submissions.SubmissionAnswer.Refused;
import io.safelight.settings.ByteSize;
import io.safelight.telemetry.Meters;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.objects.InMemoryObjectStore;
import io.safelight.testkit.objects.InMemorySealedObjects;
import io.safelight.testkit.receipts.InMemorySigner;
import io.safelight.testkit.scanner.ScannerSamples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IngestTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Origin ACME =
            new Origin(new TenantId("acme"), new PrincipalId("ana"), Source.HTTP);
    private static final byte[] JPEG = ScannerSamples.clean(1, 100_000);

    private Instant now = NOON;
    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> now);
    private final InMemorySealedObjects objects = new InMemorySealedObjects(() -> now);
    private final InMemoryLedger ledger = new InMemoryLedger(() -> now);
    private final Ingest ingest =
            new Ingest(
                    new IngestSettings(
                            ByteSize.mebibytes(1),
                            100_000_000,
                            ByteSize.mebibytes(100),
                            new Retention(Duration.ofDays(7), Duration.ofHours(1))),
                    new Ingest.Ports(store, objects, ledger, new Receipts(new InMemorySigner())),
                    () -> now,
                    new SecureRandom(),
                    Meters.prometheus());

    @Test
    void anAcceptedImageIsStoredUnderItsBucketAndLedgeredAsReceived() throws IOException {
        ImageRecord image = accepted(submit(Claims.NONE, JPEG)).image();

        assertThat(ledger.find(image.id())).contains(image);
        assertThat(image.state()).isEqualTo(State.RECEIVED);
        assertThat(image.content().format()).isEqualTo(ImageFormat.JPEG);
        assertThat(image.content().sha256()).isEqualTo(sha256(JPEG));
        assertThat(image.lifetime().expiresAt()).isEqualTo(NOON.plus(Duration.ofDays(7)));
        var placement = objects.placementOf(image.original().object());
        assertThat(placement.bucket().label()).isEqualTo("2026-11-28T12");
        assertThat(objects.open(image.original().object(), placement).stream(0))
                .hasBinaryContent(JPEG);
    }

    @Test
    void theReceiptSaysWhatWasTakenIn() throws IOException {
        Accepted accepted = accepted(submit(Claims.NONE, JPEG));

        String[] parts = accepted.receipt().split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        assertThat(parts).hasSize(3);
        assertThat(payload)
                .contains(
                        accepted.image().id().toString(),
                        sha256(JPEG).hex(),
                        "2026-11-28T12",
                        "nonce");
    }

    @Test
    void whatIsNoImageIsRefusedAndLeavesNothing() throws IOException {
        assertRefused(Refusal.UNSUPPORTED, submit(Claims.NONE, "%PDF-1.7".getBytes(UTF_8)));
        assertRefused(Refusal.UNSUPPORTED, submit(Claims.NONE, "<svg xmlns=''/>".getBytes(UTF_8)));
        assertRefused(Refusal.UNSUPPORTED, submit(Claims.NONE, new byte[0]));
        assertThat(objects.count()).isZero();
    }

    @Test
    void tooManyBytesOrDeclaredPixelsAreRefusedAndLeaveNothing() throws IOException {
        byte[] bomb = HexFormat.of().parseHex("89504e470d0a1a0a0000000d494844520000ea600000ea6008");

        assertRefused(
                Refusal.TOO_LARGE, submit(Claims.NONE, ScannerSamples.clean(1, (1 << 20) + 1)));
        assertRefused(Refusal.TOO_LARGE, submit(Claims.NONE, bomb));
        assertThat(objects.count()).isZero();
    }

    @Test
    void anImageOfExactlyTheLimitIsAccepted() throws IOException {
        byte[] whole = Arrays.copyOf(ScannerSamples.clean(1, 1 << 20), 1 << 20);

        assertThat(accepted(submit(Claims.NONE, whole)).image().content().bytes())
                .isEqualTo(1 << 20);
    }

    @Test
    void aDigestIsChecked() throws IOException {
        var right = claims(Optional.empty(), Optional.of(sha256(JPEG).hex()), Optional.empty());
        var wrong =
                claims(Optional.empty(), Optional.of(sha256(new byte[1]).hex()), Optional.empty());

        accepted(submit(right, JPEG));

        assertRefused(Refusal.DIGEST_MISMATCH, submit(wrong, JPEG));
        assertThat(objects.count()).isEqualTo(1);
    }

    @Test
    void theSameIdempotencyKeyIsTheSameImageOrAConflict() throws IOException {
        var claims = claims(Optional.empty(), Optional.empty(), Optional.of("order-7"));
        Accepted first = accepted(submit(claims, JPEG));

        Accepted again = accepted(submit(claims, JPEG));

        assertThat(again.replayed()).isTrue();
        assertThat(again.image().id()).isEqualTo(first.image().id());
        assertThat(again.receipt()).isEqualTo(first.receipt());
        assertRefused(Refusal.CONFLICT, submit(claims, ScannerSamples.clean(2, 1000)));
        assertThat(objects.count()).isEqualTo(1);
    }

    @Test
    void anIdempotencyKeyWhoseImageIsDueIsGone() throws IOException {
        var claims = claims(Optional.empty(), Optional.empty(), Optional.of("order-7"));
        accepted(submit(claims, JPEG));

        now = NOON.plus(Duration.ofDays(7));
        var origin = new Submission(Optional.empty(), ACME, now, claims);

        assertRefused(Refusal.EXPIRED, ingest.submit(origin, new ByteArrayInputStream(JPEG)));
    }

    @Test
    void aKnownIdIsAnsweredWithoutReadingTheBody() throws IOException {
        ImageId id = ImageId.of(NOON, new byte[ImageId.ENTROPY_BYTES]);
        var submission = new Submission(Optional.of(id), ACME, NOON, Claims.NONE);
        accepted(ingest.submit(submission, new ByteArrayInputStream(JPEG)));

        Accepted again = accepted(ingest.submit(submission, failing()));

        assertThat(again.replayed()).isTrue();
        assertThat(objects.count()).isEqualTo(1);
    }

    @Test
    void whatSendersSayIsMadeHarmlessOrRefused() throws IOException {
        var odd =
                claims(
                        Optional.of("C:\\holiday\\..\\sun\nset.jpg"),
                        Optional.empty(),
                        Optional.empty());
        var nested =
                new Claims(
                        Optional.empty(),
                        Optional.of("{\"a\":{}}"),
                        Optional.empty(),
                        Optional.empty());

        ImageRecord image = accepted(submit(odd, JPEG)).image();

        assertThat(image.description().filename()).contains("sunset.jpg");
        assertRefused(Refusal.MALFORMED, submit(nested, JPEG));
        assertRefused(
                Refusal.MALFORMED,
                submit(claims(Optional.empty(), Optional.of("abc"), Optional.empty()), JPEG));
    }

    @Test
    void aBodyThatIsCutLeavesNothing() {
        InputStream cut = new SequenceInputStream(new ByteArrayInputStream(JPEG), failing());

        assertThatThrownBy(
                        () ->
                                ingest.submit(
                                        new Submission(Optional.empty(), ACME, NOON, Claims.NONE),
                                        cut))
                .isInstanceOf(IOException.class);
        assertThat(objects.count()).isZero();
    }

    @Test
    void belowTheFloorOfFreeSpaceNothingIsTakenInAndAboveItAgain() throws IOException {
        store.freeBytes(ByteSize.mebibytes(99).bytes());
        assertRefused(Refusal.UNAVAILABLE, submit(Claims.NONE, JPEG));

        store.freeBytes(ByteSize.mebibytes(101).bytes());
        accepted(submit(Claims.NONE, JPEG));
    }

    @Test
    void aRecordThatWasDueBeforeItCameIsRefused() throws IOException {
        now = NOON.plus(Duration.ofDays(7));

        assertRefused(Refusal.EXPIRED, submit(Claims.NONE, JPEG));
        assertThat(objects.count()).isZero();
    }

    private SubmissionAnswer submit(Claims claims, byte[] bytes) throws IOException {
        return ingest.submit(
                new Submission(Optional.empty(), ACME, NOON, claims),
                new ByteArrayInputStream(bytes));
    }

    private static Claims claims(
            Optional<String> filename, Optional<String> sha256, Optional<String> key) {
        return new Claims(filename, Optional.empty(), sha256, key);
    }

    private static Accepted accepted(SubmissionAnswer answer) {
        assertThat(answer).isInstanceOf(Accepted.class);
        return (Accepted) answer;
    }

    private static void assertRefused(Refusal refusal, SubmissionAnswer answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.refusal()).isEqualTo(refusal));
    }

    private static InputStream failing() {
        return new SequenceInputStream(
                InputStream.nullInputStream(), InputStream.nullInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("the sender went away");
            }
        };
    }

    private static Sha256 sha256(byte[] bytes) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
