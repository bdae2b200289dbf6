package io.safelight.ingress.kafka;

import io.safelight.domain.expiry.Retention;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Content;
import io.safelight.domain.image.Description;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.image.Zone;
import io.safelight.domain.work.Findings;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.Original;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.ports.submissions.Submissions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ingest as a test wants it; remembers what it was given. */
final class FakeSubmissions implements Submissions {

    /** What it answers, perhaps after a while. */
    interface Behaviour {
        SubmissionAnswer answer(Submission submission, byte[] body) throws InterruptedException;
    }

    record Given(Submission submission, byte[] body) {
        ImageId id() {
            return submission.id().orElseThrow();
        }
    }

    private final Queue<Given> given = new ConcurrentLinkedQueue<>();
    private final Behaviour behaviour;

    FakeSubmissions(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    static FakeSubmissions accepting() {
        return new FakeSubmissions(FakeSubmissions::accepted);
    }

    @Override
    public SubmissionAnswer submit(Submission submission, InputStream body) throws IOException {
        byte[] bytes = body.readAllBytes();
        given.add(new Given(submission, bytes));
        try {
            return behaviour.answer(submission, bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    List<Given> of(TenantId tenant) {
        return given.stream().filter(g -> g.submission().origin().tenant().equals(tenant)).toList();
    }

    static SubmissionAnswer accepted(Submission submission, byte[] body) {
        var lifetime =
                new Retention(Duration.ofDays(7), Duration.ofHours(1))
                        .from(submission.receivedAt());
        var image =
                new ImageRecord(
                        submission.id().orElseThrow(),
                        submission.origin(),
                        Description.NONE,
                        new Content(ImageFormat.JPEG, body.length, new Sha256("0".repeat(64))),
                        lifetime,
                        new Original(Zone.RAW, new ObjectRef("somewhere")),
                        "nonce",
                        State.RECEIVED,
                        0,
                        Tries.NONE,
                        submission.receivedAt(),
                        Findings.NONE,
                        Optional.empty(),
                        1);
        return new SubmissionAnswer.Accepted(image, "receipt", false);
    }
}
