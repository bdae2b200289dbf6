package io.safelight.ingress.kafka;

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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The life of one consumer: records come, go to work while there is room, and are committed when
 * they and all before them are done. Everything here runs on one thread, also the rebalances; work
 * alone runs on others and comes back as completions.
 */
final class DoorSession implements ConsumerRebalanceListener {
    /** The names of tenants, as TenantId has them. */
    private static final Pattern TOPICS =
            Pattern.compile("images\\.inbound\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** So soon is noticed that work ended, or that the door shall close. */
    private static final Duration BUSY_PAUSE = Duration.ofMillis(200);

    private static final Duration IDLE_PAUSE = Duration.ofMillis(500);
    private static final long POLL_AT_LEAST_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final Work work;
    private final DeleteBehind deletes;
    private final DoorParts parts;
    private final DoorWatch watch;
    private final Arrivals arrivals;
    private final Commits commits;
    private final Map<TopicPartition, InboundPartition> partitions = new HashMap<>();
    private final Deque<Arrival.Placed> waiting = new ArrayDeque<>();
    private long lastPollNanos = System.nanoTime();

    /**
     * @param values of the consumer
     */
    DoorSession(
            Consumer<byte[], byte[]> consumer,
            BoundedBytes values,
            Work work,
            DeleteBehind deletes,
            DoorParts parts) {
        this.consumer = consumer;
        this.work = work;
        this.deletes = deletes;
        this.parts = parts;
        this.watch = new DoorWatch(parts.meters());
        this.arrivals = new Arrivals(consumer, values, parts.topics(), deletes, partitions);
        this.commits = new Commits(consumer, deletes);
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
            commits.tick(partitions.values());
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
        commits.commit(partitions.values());
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
        var fresh = new HashMap<TopicPartition, InboundPartition>();
        for (TopicPartition id : assigned) {
            fresh.put(id, new InboundPartition(id, parts.settings().retry(), System.nanoTime()));
        }
        partitions.putAll(fresh);
        arrivals.locate(fresh.values());
        commits.deleteWhatWasCommitted(fresh);
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
        commits.commit(leaving);
        drop(gone);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        putBack(Set.copyOf(lost));
        drop(lost);
    }

    /** What waits for room is not in work: nobody needs to wait for its end. */
    private void putBack(Set<TopicPartition> gone) {
        arrivals.putBack(gone);
        for (Arrival.Placed entry : waiting) {
            if (gone.contains(entry.arrival().partition().id())) {
                entry.arrival().putBack();
            }
        }
        waiting.removeIf(entry -> gone.contains(entry.arrival().partition().id()));
    }

    private void drop(Collection<TopicPartition> gone) {
        gone.forEach(partitions::remove);
        gone.forEach(deletes::forget);
    }

    /** Waits for records, or while there is no room for more, for completions. */
    private void gather() {
        boolean pollDue = System.nanoTime() - lastPollNanos > POLL_AT_LEAST_EVERY_NANOS;
        if (!waiting.isEmpty() && !pollDue) {
            settle(work.await(BUSY_PAUSE));
            return;
        }
        lastPollNanos = System.nanoTime();
        steer();
        waiting.addAll(arrivals.next(pause()));
    }

    private Duration pause() {
        if (!waiting.isEmpty()) {
            return Duration.ZERO;
        }
        return parts.inFlight().records() > 0 ? BUSY_PAUSE : IDLE_PAUSE;
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

    private void admit() {
        while (!waiting.isEmpty()) {
            Arrival.Placed next = waiting.element();
            if (!parts.inFlight().hasRoom(next.arrival().bytes())) {
                return;
            }
            waiting.remove();
            work.start(next);
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
        if (completion.done()) {
            completion.arrival().done();
        } else {
            parts.meters().postponed.add(1);
            completion.arrival().postpone(System.nanoTime());
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
}
