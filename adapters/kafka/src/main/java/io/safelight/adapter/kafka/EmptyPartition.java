package io.safelight.adapter.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A partition all of whose records are deleted, while their bytes are still in its last file. */
final class EmptyPartition {
    /** The Kafka door passes over a record with this header. */
    private static final String MARKER = "safelight-marker";

    private final InboundFolder folder;
    private final long end;
    private long markersEnd;
    private boolean inUse;

    /**
     * @param end where its log begins and ends
     */
    EmptyPartition(InboundFolder folder, long end) {
        this.folder = folder;
        this.end = end;
        this.markersEnd = end;
    }

    TopicPartition id() {
        return folder.partition();
    }

    /** Are the bytes gone? */
    boolean isClean() throws IOException {
        return !folder.holdsBefore(end);
    }

    /** Did a client write behind {@link #end}? Then nothing more may be deleted. */
    boolean isInUse() {
        return inUse;
    }

    /** Closes its last file by a record without a value, unless that is closed. */
    void mark(Producer<byte[], byte[]> producer, Admin admin, Duration limit)
            throws IOException, ExecutionException {
        if (inUse || folder.hasNewFile(end)) {
            return;
        }
        if (markersEnd > end) {
            // They came too early and lie in the file that shall go.
            var before = Map.of(id(), RecordsToDelete.beforeOffset(markersEnd));
            Failures.await(admin.deleteRecords(before).all(), limit, "deleting markers");
        }
        var marker = new ProducerRecord<byte[], byte[]>(id().topic(), id().partition(), null, null);
        marker.headers().add(MARKER, new byte[0]);
        var at = Failures.await(producer.send(marker), limit, "writing a marker");
        inUse = at.offset() != markersEnd;
        markersEnd = at.offset() + 1;
    }
}
