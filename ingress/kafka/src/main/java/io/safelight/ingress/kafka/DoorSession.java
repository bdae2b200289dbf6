package io.safelight.ingress.kafka;

import io.safelight.ingress.kafka.PartitionProgress.Delivery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one consumer: records come, go to work while there is room, and are committed when
 * they and all before them are done. Everything here runs on one thread, also the rebalances; work
 * alone runs on others and comes back as completions.
 */
final class DoorSession implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(DoorSession.class);

    /** The names of tenants, as TenantId has them. */
    private static final Pattern TOPICS =
            Pattern.compile("images\\.inbound\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);
    private static final long COMMIT_EVERY_NANOS = Duration.ofMillis(500).toNanos();
    private static final long POLL_AT_LEAST_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private record Waiting(
            InboundPartition partition,
            PartitionProgress progress,
            ConsumerRecord<byte[], byte[]> record) {}

    private final Consumer<byte[], byte[]> consumer;
    private final Work work;
    private final DeleteBehind deletes;
    private final DoorParts parts;
    private final DoorWatch watch;
    private final Map<TopicPartition, InboundPartition> partitions = new HashMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long lastPollNanos = System.nanoTime();
    private long lastCommitNanos = System.nanoTime();

    DoorSession(
            Consumer<byte[], byte[]> consumer, Work work, DeleteBehind deletes, DoorParts parts) {
        this.consumer = consumer;
        this.work = work;
        this.deletes = deletes;
        this.parts = parts;
        this.watch = new DoorWatch(parts.meters());
    }

    /** Until it shall stop, or an exception that a new consumer may not have. */
    void run(BooleanSupplier stopping) {
        consumer.subscribe(TOPICS, this);
        while (!stopping.getAsBoolean()) {
            gather();
            settleAll();
            if (!stopping.getAsBoolean()) {
                admit();
            }
            if (System.nanoTime() - lastCommitNanos > COMMIT_EVERY_NANOS) {
                commit(partitions.values());
                lastCommitNanos = System.nanoTime();
            }
            deletes.tick();
            parts.markers().tick(partitions.values());
            parts.health().tick();
            watch.look(partitions.values(), waiting.size());
        }
    }

    /** Lets what is in work end, for a while, and commits it. */
    void finish() {
        putBack(partitions.keySet());
        settleUntilIdle(partitions.values());
        commit(partitions.values());
        deletes.flush();
    }

    /** What is in work from now on comes again. */
    void abandon() {
        waiting.clear();
        partitions.clear();
        parts.left();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        for (TopicPartition id : assigned) {
            partitions.put(
                    id, new InboundPartition(id, parts.settings().retry(), System.nanoTime()));
        }
        deleteWhatWasCommitted(assigned);
        parts.joined();
    }

    /** The next member starts at our commit: what is in work gets a while to end. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        Set<TopicPartition> gone = Set.copyOf(revoked);
        putBack(gone);
        List<InboundPartition> leaving =
                partitions.values().stream().filter(p -> gone.contains(p.id())).toList();
        settleUntilIdle(leaving);
        commit(leaving);
        drop(gone);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        putBack(Set.copyOf(lost));
        drop(lost);
    }

    /** What waits for room is not in work: nobody needs to wait for its end. */
    private void putBack(Set<TopicPartition> gone) {
        for (Waiting entry : waiting) {
            if (gone.contains(entry.partition().id())) {
                entry.progress().postpone(entry.record().offset());
            }
        }
        waiting.removeIf(entry -> gone.contains(entry.partition().id()));
    }

    private void drop(Collection<TopicPartition> gone) {
        gone.forEach(partitions::remove);
        gone.forEach(deletes::forget);
    }

    /** A kill between commit and deletion leaves records that nobody needs. */
    private void deleteWhatWasCommitted(Collection<TopicPartition> assigned) {
        if (assigned.isEmpty()) {
            return;
        }
        try {
            consumer.committed(Set.copyOf(assigned), COMMIT_LIMIT)
                    .forEach(
                            (id, committed) -> {
                                if (committed != null) {
                                    deletes.upTo(id, committed.offset());
                                }
                            });
        } catch (RetriableException e) {
            log.atDebug().setCause(e).log("intake.committed-unknown");
        }
    }

    /** Waits for records, or while there is no room for more, for completions. */
    private void gather() {
        boolean pollDue = System.nanoTime() - lastPollNanos > POLL_AT_LEAST_EVERY_NANOS;
        if (!waiting.isEmpty() && !pollDue) {
            settle(work.await(PAUSE));
            return;
        }
        lastPollNanos = System.nanoTime();
        steer();
        Duration pause = waiting.isEmpty() ? PAUSE : Duration.ZERO;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(pause)) {
            take(record);
        }
    }

    /** Which partitions the next poll may bring records of. */
    private void steer() {
        long now = System.nanoTime();
        Set<TopicPartition> paused = consumer.paused();
        for (InboundPartition partition : partitions.values()) {
            partition.jump(now).ifPresent(offset -> consumer.seek(partition.id(), offset));
            boolean pause = !waiting.isEmpty() || !partition.isOpen(now);
            if (pause != paused.contains(partition.id())) {
                List<TopicPartition> one = List.of(partition.id());
                if (pause) {
                    consumer.pause(one);
                } else {
                    consumer.resume(one);
                }
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        InboundPartition partition =
                partitions.get(new TopicPartition(record.topic(), record.partition()));
        if (partition == null) {
            return;
        }
        if (!RecordReader.isMarker(record)) {
            partition.recordCame(System.nanoTime());
        }
        Delivery delivery = partition.progress().deliver(record.offset());
        if (delivery == Delivery.ANEW) {
            log.atWarn().addKeyValue("topic", record.topic()).log("intake.topic-made-anew");
            parts.topics().forget(record.topic());
            deletes.forget(partition.id());
            partition.startAnew();
            delivery = partition.progress().deliver(record.offset());
        }
        if (delivery == Delivery.TAKE) {
            waiting.add(new Waiting(partition, partition.progress(), record));
        }
    }

    private void admit() {
        while (!waiting.isEmpty()) {
            Waiting next = waiting.element();
            long bytes = Work.bytesOf(next.record());
            if (!parts.inFlight().hasRoom(bytes)) {
                return;
            }
            waiting.remove();
            work.start(next.partition(), next.progress(), next.record());
        }
    }

    private void settleAll() {
        Work.Completion completion = work.await(Duration.ZERO);
        while (completion != null) {
            settle(completion);
            completion = work.await(Duration.ZERO);
        }
    }

    private void settle(Work.@Nullable Completion completion) {
        if (completion == null) {
            return;
        }
        InboundPartition partition = completion.partition();
        if (completion.done()) {
            partition.done(completion.progress(), completion.offset());
        } else {
            parts.meters().postponed.add(1);
            partition.postpone(completion.progress(), completion.offset(), System.nanoTime());
        }
    }

    private void settleUntilIdle(Collection<InboundPartition> leaving) {
        long deadline = System.nanoTime() + parts.settings().drain().toNanos();
        settleAll();
        while (leaving.stream().anyMatch(p -> p.progress().isBusy())
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            settle(work.await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
        }
    }

    private void commit(Collection<InboundPartition> which) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (InboundPartition partition : which) {
            if (partition.progress().hasNews()) {
                offsets.put(
                        partition.id(), new OffsetAndMetadata(partition.progress().commitable()));
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, COMMIT_LIMIT);
        } catch (RetriableException | RebalanceInProgressException | CommitFailedException e) {
            // The next try commits more, or another member starts at the last commit.
            log.atDebug().setCause(e).log("intake.commit-failed");
            return;
        }
        for (InboundPartition partition : which) {
            OffsetAndMetadata offset = offsets.get(partition.id());
            if (offset != null) {
                partition.progress().committed(offset.offset());
                deletes.upTo(partition.id(), offset.offset());
            }
        }
    }
}
