package io.safelight.ingress.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits what is done, and lets it be deleted then. For one thread. */
final class Commits {
    private static final Logger log = LoggerFactory.getLogger(Commits.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final long EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final DeleteBehind deletes;
    private long lastNanos = System.nanoTime();

    Commits(Consumer<byte[], byte[]> consumer, DeleteBehind deletes) {
        this.consumer = consumer;
        this.deletes = deletes;
    }

    void tick(Collection<InboundPartition> partitions) {
        if (System.nanoTime() - lastNanos > EVERY_NANOS) {
            commit(partitions);
            lastNanos = System.nanoTime();
        }
    }

    void commit(Collection<InboundPartition> partitions) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (InboundPartition partition : partitions) {
            if (partition.progress().hasNews()) {
                offsets.put(
                        partition.id(), new OffsetAndMetadata(partition.progress().commitable()));
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, LIMIT);
        } catch (RetriableException | RebalanceInProgressException | CommitFailedException e) {
            // The next try commits more, or another member starts at the last commit.
            log.atDebug().setCause(e).log("intake.commit-failed");
            return;
        }
        for (InboundPartition partition : partitions) {
            OffsetAndMetadata offset = offsets.get(partition.id());
            if (offset != null) {
                partition.progress().committed(offset.offset());
                deletes.upTo(partition, offset.offset());
            }
        }
    }

    /** A kill between commit and deletion leaves records that nobody needs. */
    void deleteWhatWasCommitted(Map<TopicPartition, InboundPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            consumer.committed(Set.copyOf(partitions.keySet()), LIMIT)
                    .forEach(
                            (id, committed) -> {
                                InboundPartition partition = partitions.get(id);
                                if (committed != null && partition != null) {
                                    deletes.upTo(partition, committed.offset());
                                }
                            });
        } catch (RetriableException e) {
            log.atDebug().setCause(e).log("intake.committed-unknown");
        }
    }
}
