package io.safelight.adapter.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * How the topics of a tenant are made.
 *
 * @param partitions of the inbound topic, 1 to 1,000
 * @param maxRecordBytes of one record with its headers
 * @param segmentBytes after which a file is closed, so that it can be deleted; at least {@code
 *     maxRecordBytes}
 * @param segmentAge after which it is closed at the next record
 * @param retention of records that nobody has taken in
 * @param deadLetterRetention of dead letters
 */
public record TopicSettings(
        int partitions,
        int maxRecordBytes,
        int segmentBytes,
        Duration segmentAge,
        Duration retention,
        Duration deadLetterRetention) {

    /** Two partitions, 32 MiB of image; what nobody takes in stays as long as an image lives. */
    public static final TopicSettings DEFAULT =
            new TopicSettings(
                    2,
                    EmbeddedBroker.Settings.DEFAULT_MAX_RECORD_BYTES,
                    64 << 20,
                    Duration.ofMinutes(10),
                    Duration.ofDays(7),
                    Duration.ofDays(7));

    static final String TIMESTAMP_TYPE = "message.timestamp.type";
    static final String LOG_APPEND_TIME = "LogAppendTime";
    static final String CLEANUP_POLICY = "cleanup.policy";
    static final String DELETE = "delete";
    static final String MAX_MESSAGE_BYTES = "max.message.bytes";

    public TopicSettings {
        if (partitions < 1 || partitions > 1000) {
            throw new IllegalArgumentException("partitions: 1 to 1000, not " + partitions);
        }
        if (maxRecordBytes < 1 << 20 || segmentBytes < maxRecordBytes) {
            throw new IllegalArgumentException(
                    "1 MiB <= maxRecordBytes <= segmentBytes: %d, %d"
                            .formatted(maxRecordBytes, segmentBytes));
        }
        if (segmentAge.toSeconds() < 1
                || retention.toMinutes() < 1
                || deadLetterRetention.toMinutes() < 1) {
            throw new IllegalArgumentException(
                    "segments live a second, records and dead letters a minute at least");
        }
    }

    /** Each record is on the disk before it is acknowledged: one machine has no replica. */
    Map<String, String> inbound() {
        return Map.of(
                TIMESTAMP_TYPE,
                LOG_APPEND_TIME,
                CLEANUP_POLICY,
                DELETE,
                MAX_MESSAGE_BYTES,
                Integer.toString(maxRecordBytes),
                "segment.bytes",
                Integer.toString(segmentBytes),
                "segment.ms",
                Long.toString(segmentAge.toMillis()),
                "segment.index.bytes",
                "262144",
                "retention.ms",
                Long.toString(retention.toMillis()),
                "file.delete.delay.ms",
                "100",
                "flush.messages",
                "1");
    }

    Map<String, String> deadLetters() {
        return Map.of(
                TIMESTAMP_TYPE,
                LOG_APPEND_TIME,
                CLEANUP_POLICY,
                DELETE,
                MAX_MESSAGE_BYTES,
                "65536",
                "segment.bytes",
                "8388608",
                "segment.index.bytes",
                "65536",
                "retention.ms",
                Long.toString(deadLetterRetention.toMillis()),
                "flush.messages",
                "1");
    }
}
