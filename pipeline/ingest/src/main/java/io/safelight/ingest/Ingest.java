package io.safelight.ingest;

import io.safelight.domain.expiry.Lifetime;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.ledger.Admission;
import io.safelight.ports.ledger.ImageLedger;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.ports.submissions.SubmissionAnswer.Accepted;
import io.safelight.ports.submissions.SubmissionAnswer.Refusal;
import io.safelight.ports.submissions.SubmissionAnswer.Refused;
import io.safelight.ports.submissions.Submissions;
import io.safelight.telemetry.Meters;
import io.safelight.telemetry.Traces;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in. Checks, hashes, seals and stores while the bytes stream by, commits the row,
 * signs the receipt. What it refuses it leaves no trace of.
 */
public final class Ingest implements Submissions {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final int NONCE_BYTES = 16;

    private final IngestSettings settings;
    private final ObjectStore objects;
    private final SealedObjects sealed;
    private final ImageLedger ledger;
    private final Receipts receipts;
    private final Traces traces;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Reports reports;
    private final AtomicInteger waiting = new AtomicInteger();

    /** What ingest works with. */
    public record Ports(
            ObjectStore objects,
            SealedObjects sealed,
            ImageLedger ledger,
            Receipts receipts,
            Traces traces) {
        /** Without traces. */
        public Ports(
                ObjectStore objects, SealedObjects sealed, ImageLedger ledger, Receipts receipts) {
            this(objects, sealed, ledger, receipts, Traces.none());
        }
    }

    public Ingest(
            IngestSettings settings,
            Ports ports,
            InstantSource clock,
            SecureRandom random,
            Meters meters) {
        this.settings = settings;
        this.objects = ports.objects();
        this.sealed = ports.sealed();
        this.ledger = ports.ledger();
        this.receipts = ports.receipts();
        this.traces = ports.traces();
        this.clock = clock;
        this.random = random;
        meters.gauge("ingest.waiting", waiting::get);
        this.reports = Reports.register(meters);
    }

    @Override
    public SubmissionAnswer submit(Submission submission, InputStream body) throws IOException {
        Instant start = clock.instant();
        try (var trace = IngestTrace.begin(traces, submission)) {
            SubmissionAnswer answer = answer(trace.submission(), body);
            reports.tell(submission, answer, Duration.between(start, clock.instant()));
            trace.ends(answer);
            return answer;
        }
    }

    private SubmissionAnswer answer(Submission submission, InputStream body) throws IOException {
        try {
            Optional<ImageRecord> known = submission.id().flatMap(ledger::find);
            if (known.isPresent()) {
                return known(known.get());
            }
            Lifetime lifetime = settings.retention().from(submission.receivedAt());
            if (lifetime.isOver(clock.instant())) {
                return refused(
                        Refusal.EXPIRED, "expired", "Its retention was over before it came.");
            }
            if (isFull()) {
                return full();
            }
            return take(submission, lifetime, Said.of(submission.claims()), body);
        } catch (Malformed e) {
            return new Refused(Refusal.MALFORMED, e.why());
        } catch (PortException e) {
            return unavailable(submission, e);
        }
    }

    private SubmissionAnswer take(
            Submission submission, Lifetime lifetime, Said said, InputStream body)
            throws IOException {
        var incoming = IncomingImage.open(body, settings.maxSize().bytes());
        if (incoming.isEmpty()) {
            return refused(Refusal.UNSUPPORTED, "empty", "There are no bytes.");
        }
        if (incoming.format().isEmpty()) {
            return refused(
                    Refusal.UNSUPPORTED,
                    "unsupported-type",
                    "The bytes are not a JPEG, PNG, WebP, GIF, TIFF, AVIF or HEIC image.");
        }
        if (incoming.declaredPixels() > settings.maxPixels()) {
            return refused(
                    Refusal.TOO_LARGE,
                    "too-many-pixels",
                    "The image declares more than "
                            + settings.maxPixels() / 1_000_000
                            + " megapixels.");
        }
        return store(submission, lifetime, said, incoming);
    }

    private SubmissionAnswer store(
            Submission submission, Lifetime lifetime, Said said, IncomingImage incoming)
            throws IOException {
        ImageId id = submission.id().orElseGet(() -> freshId(submission.receivedAt()));
        var placement =
                new Placement(Zone.RAW, lifetime.bucket(), submission.origin().tenant(), id);
        ObjectRef object;
        try (var writer = sealed.create(placement)) {
            incoming.copyTo(writer.stream(), () -> !isFull());
            if (incoming.ranOutOfRoom()) {
                return full();
            }
            if (incoming.isTooLarge()) {
                return refused(
                        Refusal.TOO_LARGE,
                        "too-large",
                        "The image is over " + settings.maxSize() + ".");
            }
            if (said.digest().isPresent()
                    && !said.digest().get().equals(incoming.content().sha256())) {
                return refused(
                        Refusal.DIGEST_MISMATCH,
                        "digest-mismatch",
                        "The bytes are not those of the digest.");
            }
            object = writer.publish();
        }
        var image =
                new NewImage(
                        id,
                        submission.origin(),
                        said.description(),
                        incoming.content(),
                        lifetime,
                        object,
                        said.key(),
                        nonce());
        return admit(image);
    }

    /** An idempotency key outlives its image's reads until the purge. */
    private SubmissionAnswer known(ImageRecord image) {
        return image.lifetime().isOver(clock.instant())
                ? refused(Refusal.EXPIRED, "expired", "The image that this was is due and gone.")
                : new Accepted(image, receipts.of(image), true);
    }

    private SubmissionAnswer admit(NewImage image) {
        return switch (commit(image)) {
            case Admission.Admitted(ImageRecord admitted) ->
                    new Accepted(admitted, receipts.of(admitted), false);
            case Admission.Known(ImageRecord known) -> {
                discard(image);
                yield known(known);
            }
            case Admission.Conflict() -> {
                discard(image);
                yield refused(
                        Refusal.CONFLICT,
                        "idempotency-conflict",
                        "This idempotency key was used for other bytes.");
            }
        };
    }

    /** The ledger lets the rows that come together share a commit. */
    private Admission commit(NewImage image) {
        waiting.incrementAndGet();
        try {
            return ledger.admit(List.of(image)).getFirst();
        } catch (PortException e) {
            if (e.kind() != Kind.UNKNOWN_OUTCOME) {
                discard(image);
            }
            throw e;
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** What cannot be deleted now is left to the sweep. */
    private void discard(NewImage image) {
        try {
            sealed.delete(image.raw());
        } catch (PortException e) {
            LOG.atWarn()
                    .addKeyValue("image", image.id())
                    .addKeyValue("port", e.port())
                    .setCause(e)
                    .log("ingest.object-left");
        }
    }

    private static Refused full() {
        return refused(
                Refusal.UNAVAILABLE, "storage-full", "There is no free space for images now.");
    }

    private boolean isFull() {
        var free = objects.freeBytes();
        return free.isPresent() && free.getAsLong() < settings.freeSpaceFloor().bytes();
    }

    private ImageId freshId(Instant receivedAt) {
        byte[] entropy = new byte[ImageId.ENTROPY_BYTES];
        random.nextBytes(entropy);
        return ImageId.of(receivedAt, entropy);
    }

    private String nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    private static Refused refused(Refusal refusal, String code, String text) {
        return new Refused(refusal, new Cause(code, text));
    }

    /**
     * A key that refuses means that the bucket has ended; a row that is refused never will be
     * taken; the rest may heal.
     */
    private static Refused unavailable(Submission submission, PortException e) {
        if (e.kind() == Kind.REFUSED && e.port() == Port.KEYS) {
            return refused(Refusal.EXPIRED, "expired", "Its retention was over before it came.");
        }
        if (e.kind() == Kind.REFUSED && e.port() == Port.LEDGER) {
            Reports.about(LOG.atError(), submission).setCause(e).log("ingest.row-refused");
            return refused(
                    Refusal.MALFORMED,
                    "not-recordable",
                    "The image cannot be recorded as it was described.");
        }
        Reports.about(LOG.atWarn(), submission)
                .addKeyValue("port", e.port())
                .addKeyValue("kind", e.kind())
                .setCause(e)
                .log("ingest.unavailable");
        return refused(
                Refusal.UNAVAILABLE, "storage-unavailable", "The image cannot be stored now.");
    }
}
