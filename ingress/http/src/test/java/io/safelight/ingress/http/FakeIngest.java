package io.safelight.ingress.http;

import io.safelight.domain.image.Cause;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.ports.submissions.Submissions;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Accepts everything, or refuses everything. */
final class FakeIngest implements Submissions {
    final List<Submission> seen = new CopyOnWriteArrayList<>();
    final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    /** One more for each submission that has begun. */
    final Semaphore begun = new Semaphore(0);

    volatile Optional<SubmissionAnswer.Refusal> refusal = Optional.empty();
    private final StoredImages images;

    FakeIngest(StoredImages images) {
        this.images = images;
    }

    @Override
    public SubmissionAnswer submit(Submission submission, InputStream body) throws IOException {
        begun.release();
        if (refusal.isPresent()) {
            return new SubmissionAnswer.Refused(refusal.get(), new Cause("because", "Because."));
        }
        byte[] bytes = body.readAllBytes();
        bodies.add(bytes);
        seen.add(submission);
        return new SubmissionAnswer.Accepted(images.admitted(seen.size()), "receipt", false);
    }
}
