package io.safelight.ingress.kafka;

import io.safelight.ports.streams.StreamCoordinates;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that was delivered.
 *
 * @param progress what the partition's progress was when it came
 */
record Arrival(
        InboundPartition partition,
        PartitionProgress progress,
        ConsumerRecord<byte[], byte[]> record) {

    /** An arrival of which it is sure where it lies. */
    record Placed(Arrival arrival, StreamCoordinates at) {}

    long bytes() {
        return Math.max(0, record.serializedValueSize());
    }

    void done() {
        partition.done(progress, record.offset());
    }

    /** It comes again after a pause that grows from try to try. */
    void postpone(long nowNanos) {
        partition.postpone(progress, record.offset(), nowNanos);
    }

    /** It comes again to whoever reads the partition next. */
    void putBack() {
        progress.postpone(record.offset());
    }
}
