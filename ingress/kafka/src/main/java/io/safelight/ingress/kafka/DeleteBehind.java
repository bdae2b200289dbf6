package io.safelight.ingress.kafka;

import io.safelight.ports.PortException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DeletedRecords;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes records that were taken in, some seconds later and many at once. For one thread. */
final class DeleteBehind {
    private static final Logger log = LoggerFactory.getLogger(DeleteBehind.class);
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);

    private record Due(Place place, long offset) {}

    private final Admin admin;
    private final TopicIds topics;
    private final long everyNanos;
    private final Map<TopicPartition, Due> due = new HashMap<>();
    private Map<TopicPartition, Due> asked = Map.of();
    private Map<TopicPartition, KafkaFuture<DeletedRecords>> answers = Map.of();
    private long lastNanos = System.nanoTime();
    private boolean failing;

    DeleteBehind(Admin admin, TopicIds topics, Duration every) {
        this.admin = admin;
        this.topics = topics;
        this.everyNanos = every.toNanos();
    }

    /** All before {@code offset} was taken in, and the group has committed that. */
    void upTo(InboundPartition partition, long offset) {
        Place place = partition.place();
        if (place != null) {
            due.put(partition.id(), new Due(place, offset));
        }
    }

    /** Blocks only while the cluster cannot be reached, for seconds. */
    void tick() {
        if (System.nanoTime() - lastNanos < everyNanos
                || !answers.values().stream().allMatch(KafkaFuture::isDone)) {
            return;
        }
        lastNanos = System.nanoTime();
        settle();
        ask();
    }

    /** Deletes the last, waiting for some seconds at most. */
    void flush() {
        ask();
        try {
            KafkaFuture.allOf(answers.values().toArray(KafkaFuture<?>[]::new))
                    .get(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.atDebug().setCause(e).log("intake.last-delete-failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() {
        if (due.isEmpty() || !keepWhatIsThere()) {
            return;
        }
        asked = Map.copyOf(due);
        var request = new HashMap<TopicPartition, RecordsToDelete>();
        asked.forEach((id, d) -> request.put(id, RecordsToDelete.beforeOffset(d.offset())));
        answers = admin.deleteRecords(request).lowWatermarks();
    }

    /** In a topic that was made anew these offsets are those of other records. */
    private boolean keepWhatIsThere() {
        try {
            Set<String> names =
                    due.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
            Map<String, Place> now = topics.now(names);
            due.entrySet().removeIf(e -> !e.getValue().place().equals(now.get(e.getKey().topic())));
            return !due.isEmpty();
        } catch (PortException e) {
            log.atDebug().setCause(e).log("intake.topic-ids-unknown");
            return false;
        }
    }

    /** What failed stays due, unless the records are gone with their topic. */
    private void settle() {
        boolean failed = false;
        for (var answer : answers.entrySet()) {
            boolean gone = hasNothingToDelete(answer.getValue());
            if (gone || !answer.getValue().isCompletedExceptionally()) {
                due.remove(answer.getKey(), asked.get(answer.getKey()));
            } else {
                failed = true;
            }
        }
        answers = Map.of();
        if (failed && !failing) {
            log.atWarn().log("intake.delete-behind-failed");
        }
        failing = failed;
    }

    private static boolean hasNothingToDelete(KafkaFuture<DeletedRecords> answer) {
        try {
            answer.getNow(null);
            return false;
        } catch (ExecutionException | InterruptedException e) {
            return e.getCause() instanceof OffsetOutOfRangeException
                    || e.getCause() instanceof UnknownTopicOrPartitionException;
        }
    }

    /** What is not ours any more is another's to delete. */
    void forget(TopicPartition partition) {
        due.remove(partition);
    }
}
