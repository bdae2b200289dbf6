package io.safelight.simulation;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.testkit.time.SetClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Those outside who send, and all that they were told. They outlive every process. */
final class Senders {

    /** What was acknowledged. */
    record Acknowledged(Sending sending, ImageId image, String receipt) {}

    private final SetClock clock;
    private final Map<Sending, Instant> published = new HashMap<>();
    private final Set<Sending> pending = new LinkedHashSet<>();
    private final List<Acknowledged> acknowledged = new ArrayList<>();

    Senders(SetClock clock) {
        this.clock = clock;
    }

    /** Sends until there is an answer that says yes; what gets none is pending. */
    void send(Sending sending, Node to) {
        pending.add(sending);
        Instant now = clock.instant();
        Instant first = published.computeIfAbsent(sending, _ -> now);
        try {
            SubmissionAnswer answer =
                    to.ingest.submit(
                            sending.submission(first, now),
                            new ByteArrayInputStream(sending.bytes()));
            switch (answer) {
                case SubmissionAnswer.Accepted(ImageRecord image, String receipt, boolean _) -> {
                    acknowledged.add(new Acknowledged(sending, image.id(), receipt));
                    pending.remove(sending);
                }
                case SubmissionAnswer.Refused refused -> requireTemporary(refused);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    /** What was sent, and not acknowledged. */
    List<Sending> pending() {
        return List.copyOf(pending);
    }

    List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    Set<Sending> all() {
        return published.keySet();
    }

    private static void requireTemporary(SubmissionAnswer.Refused refused) {
        if (refused.refusal() != SubmissionAnswer.Refusal.UNAVAILABLE) {
            throw new AssertionError("a good image was refused for good: " + refused);
        }
    }
}
