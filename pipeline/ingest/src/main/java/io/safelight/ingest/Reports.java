package io.safelight.ingest;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Source;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.ports.submissions.SubmissionAnswer.Accepted;
import io.safelight.ports.submissions.SubmissionAnswer.Refusal;
import io.safelight.ports.submissions.SubmissionAnswer.Refused;
import io.safelight.telemetry.Meters;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Counts and logs what came in. All that can be counted shows from the start. Safe for many
 * threads.
 */
record Reports(Meters meters) {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final String IMAGES = "ingest.images";
    private static final String BYTES = "ingest.bytes";
    private static final String SIZE = "ingest.size.bytes";
    private static final String DURATION = "ingest.duration";
    private static final String DOOR = "door";
    private static final String OUTCOME = "outcome";

    private static final List<String> OUTCOMES =
            List.of(
                    "accepted",
                    "replayed",
                    "malformed",
                    AttributesJson.CODE,
                    "empty",
                    "unsupported-type",
                    "too-large",
                    "too-many-pixels",
                    "digest-mismatch",
                    "idempotency-conflict",
                    "expired",
                    "not-recordable",
                    "storage-full",
                    "storage-unavailable");

    static Reports register(Meters meters) {
        for (Source source : Source.values()) {
            String door = door(source);
            OUTCOMES.forEach(outcome -> meters.counter(IMAGES, DOOR, door, OUTCOME, outcome));
            meters.counter(BYTES, DOOR, door);
            meters.sizes(SIZE, DOOR, door);
            meters.timer(DURATION, DOOR, door);
        }
        return new Reports(meters);
    }

    static String door(Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    void tell(Submission submission, SubmissionAnswer answer, Duration took) {
        String door = door(submission.origin().source());
        switch (answer) {
            case Accepted(ImageRecord image, String _, boolean replayed) -> {
                String outcome = replayed ? "replayed" : "accepted";
                meters.counter(IMAGES, DOOR, door, OUTCOME, outcome).add(1);
                if (!replayed) {
                    meters.counter(BYTES, DOOR, door).add(image.content().bytes());
                    meters.sizes(SIZE, DOOR, door).record(image.content().bytes());
                }
                meters.timer(DURATION, DOOR, door).record(took);
                LOG.atInfo()
                        .addKeyValue("image", image.id())
                        .addKeyValue("tenant", image.origin().tenant())
                        .addKeyValue("door", door)
                        .addKeyValue("bytes", image.content().bytes())
                        .log(replayed ? "ingest.replayed" : "ingest.accepted");
            }
            case Refused(Refusal _, Cause cause) -> {
                meters.counter(IMAGES, DOOR, door, OUTCOME, cause.code()).add(1);
                about(LOG.atInfo(), submission)
                        .addKeyValue("door", door)
                        .addKeyValue("cause", cause.code())
                        .log("ingest.refused");
            }
        }
    }

    /** What comes by HTTP has an id only once it is stored. */
    static LoggingEventBuilder about(LoggingEventBuilder event, Submission submission) {
        return submission
                .id()
                .map(id -> event.addKeyValue("image", id))
                .orElse(event)
                .addKeyValue("tenant", submission.origin().tenant());
    }
}
