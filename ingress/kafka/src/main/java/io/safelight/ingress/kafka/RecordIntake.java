package io.safelight.ingress.kafka;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageId;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.StreamCoordinates;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.ports.submissions.SubmissionAnswer.Refusal;
import io.safelight.ports.submissions.Submissions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one record to its end: ingested, or refused and told. Safe for many threads. */
final class RecordIntake {
    private static final Logger log = LoggerFactory.getLogger(RecordIntake.class);

    private final Submissions submissions;
    private final StreamIds ids;
    private final RecordReader reader;
    private final DeadLetters deadLetters;
    private final DoorMeters meters;
    private final Set<String> untimed = ConcurrentHashMap.newKeySet();

    RecordIntake(
            Submissions submissions,
            StreamIds ids,
            RecordReader reader,
            DeadLetters deadLetters,
            DoorMeters meters) {
        this.submissions = submissions;
        this.ids = ids;
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /**
     * Is the record done for ever? If not, it must come again later.
     *
     * @throws PortException when a store or the cluster did not do its part: come again, too
     */
    boolean take(ConsumerRecord<byte[], byte[]> record, StreamCoordinates at) {
        if (RecordReader.isMarker(record)) {
            return true;
        }
        if (!hasTrustedTime(record)) {
            return false;
        }
        ImageId image = ids.idOf(at, Instant.ofEpochMilli(record.timestamp()));
        return switch (reader.read(record, image)) {
            case Reading.Image(Submission submission) -> submit(record, image, submission);
            case Reading.Bad(ImageId bad, Cause cause) -> refuse(record, bad, cause);
        };
    }

    private boolean submit(
            ConsumerRecord<byte[], byte[]> record, ImageId image, Submission submission) {
        long began = System.nanoTime();
        try {
            SubmissionAnswer answer =
                    submissions.submit(submission, new ByteArrayInputStream(record.value()));
            meters.submission.record(Duration.ofNanos(System.nanoTime() - began));
            return switch (answer) {
                case SubmissionAnswer.Accepted accepted -> accept(record, accepted.replayed());
                case SubmissionAnswer.Refused(Refusal refusal, Cause cause) ->
                        refusal != Refusal.UNAVAILABLE && refuse(record, image, cause);
            };
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail", e);
        }
    }

    private boolean accept(ConsumerRecord<byte[], byte[]> record, boolean replayed) {
        (replayed ? meters.replayed : meters.accepted).add(1);
        meters.bytes.add(record.value().length);
        return true;
    }

    private boolean refuse(ConsumerRecord<byte[], byte[]> record, ImageId image, Cause cause) {
        deadLetters.write(record, image, cause);
        meters.refused.add(1);
        log.atInfo()
                .addKeyValue("image", image)
                .addKeyValue("cause", cause.code())
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("intake.refused");
        return true;
    }

    /** The sender's own time would let it choose when its image dies. */
    private boolean hasTrustedTime(ConsumerRecord<byte[], byte[]> record) {
        boolean trusted = record.timestampType() == TimestampType.LOG_APPEND_TIME;
        if (!trusted && untimed.add(record.topic())) {
            log.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("needed", "message.timestamp.type=LogAppendTime")
                    .log("intake.topic-without-broker-time");
        }
        return trusted;
    }
}
