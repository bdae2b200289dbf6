package io.safelight.ingress.kafka;

import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka deletes only closed files, and closes a file only when another record comes. So that the
 * last images of a partition do not stay on its disk until then, a partition that is quiet gets a
 * record without a value, which the door passes over.
 */
final class Markers {
    private static final Logger log = LoggerFactory.getLogger(Markers.class);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private final Producer<byte[], byte[]> producer;
    private final long quietNanos;
    private long lastLookNanos = System.nanoTime();

    Markers(Producer<byte[], byte[]> producer, Duration quiet) {
        this.producer = producer;
        this.quietNanos = quiet.toNanos();
    }

    /** Blocks only while the cluster cannot be reached, for seconds. */
    void tick(Collection<InboundPartition> partitions) {
        long now = System.nanoTime();
        if (now - lastLookNanos < LOOK_EVERY_NANOS) {
            return;
        }
        lastLookNanos = now;
        for (InboundPartition partition : partitions) {
            if (partition.isQuiet(now, quietNanos)) {
                send(partition, now);
            }
        }
    }

    private void send(InboundPartition partition, long now) {
        partition.recordCame(now);
        partition.holdsBytes(false);
        var marker =
                new ProducerRecord<byte[], byte[]>(
                        partition.id().topic(), partition.id().partition(), null, null);
        marker.headers().add(RecordReader.MARKER, new byte[0]);
        var unused =
                producer.send(
                        marker,
                        (at, failure) -> {
                            if (failure != null) {
                                partition.holdsBytes(true);
                                log.atDebug()
                                        .addKeyValue("topic", partition.id().topic())
                                        .setCause(failure)
                                        .log("intake.marker-failed");
                            }
                        });
    }
}
