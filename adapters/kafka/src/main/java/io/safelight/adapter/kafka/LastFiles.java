package io.safelight.adapter.kafka;

import io.safelight.ports.PortException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka deletes closed files only, so the last images of a partition lie in its open file after
 * they were taken in and deleted, and would do so while the broker is stopped. Before it stops this
 * closes the files of partitions without records and waits until the broker has deleted them. What
 * nobody has taken in stays.
 */
final class LastFiles {
    private static final Logger log = LoggerFactory.getLogger(LastFiles.class);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final long MARK_EVERY_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(25).toNanos();
    private static final PublisherSettings MARKERS =
            new PublisherSettings(1024, 1024, Duration.ofSeconds(2));

    private final Map<String, String> connection;
    private final Path folder;
    private final Path records;

    /**
     * @param folder the broker's
     * @param records in it, with a folder for each partition
     */
    LastFiles(Map<String, String> connection, Path folder, Path records) {
        this.connection = connection;
        this.folder = folder;
        this.records = records;
    }

    /** Undoes what a kill during {@link #remove} left. Never fails. */
    void mend() {
        if (!FileAge.wasLeftShort(folder)) {
            return;
        }
        try (var admin = Clients.admin(connection, CALL_LIMIT)) {
            var topics =
                    InboundFolder.in(records).stream()
                            .map(found -> found.partition().topic())
                            .collect(Collectors.toSet());
            new FileAge(admin, folder, CALL_LIMIT).mend(topics);
        } catch (IOException | ExecutionException | KafkaException | PortException e) {
            log.atWarn().setCause(e).log("broker.file-age-not-mended");
        }
    }

    /** Takes some seconds at most and never fails; what it could not remove is told. */
    void remove() {
        try {
            var holding = new ArrayList<InboundFolder>();
            for (InboundFolder found : InboundFolder.in(records)) {
                if (found.mayHoldImages()) {
                    holding.add(found);
                }
            }
            if (!holding.isEmpty()) {
                remove(holding);
            }
        } catch (IOException | ExecutionException | KafkaException | PortException e) {
            log.atWarn().setCause(e).log("broker.images-left");
        }
    }

    private void remove(List<InboundFolder> holding) throws IOException, ExecutionException {
        try (var admin = Clients.admin(connection, CALL_LIMIT)) {
            List<EmptyPartition> empty = empty(admin, holding);
            if (empty.isEmpty()) {
                return;
            }
            var age = new FileAge(admin, folder, CALL_LIMIT);
            var topics = empty.stream().map(p -> p.id().topic()).collect(Collectors.toSet());
            Map<String, String> before = age.shorten(topics);
            var producer = Clients.producer(connection, MARKERS);
            try {
                removeUntil(System.nanoTime() + LIMIT.toNanos(), empty, producer, admin);
            } finally {
                producer.close(Duration.ZERO);
                age.restore(before);
            }
        }
    }

    private static List<EmptyPartition> empty(Admin admin, List<InboundFolder> holding) {
        Map<TopicPartition, Long> starts = offsets(admin, holding, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(admin, holding, OffsetSpec.latest());
        var empty = new ArrayList<EmptyPartition>();
        for (InboundFolder one : holding) {
            Long start = starts.get(one.partition());
            Long end = ends.get(one.partition());
            if (start == null || end == null || start < end) {
                tell(one.partition(), "not all its records were taken in");
            } else {
                empty.add(new EmptyPartition(one, end));
            }
        }
        return empty;
    }

    /** Of a partition whose topic is going it has none. */
    private static Map<TopicPartition, Long> offsets(
            Admin admin, List<InboundFolder> of, OffsetSpec which) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        of.forEach(folder -> asked.put(folder.partition(), which));
        ListOffsetsResult answers = admin.listOffsets(asked);
        var offsets = new HashMap<TopicPartition, Long>();
        for (TopicPartition id : asked.keySet()) {
            try {
                var answer =
                        Failures.await(answers.partitionResult(id), CALL_LIMIT, "reading offsets");
                offsets.put(id, answer.offset());
            } catch (ExecutionException e) {
                log.atDebug().setCause(e).log("broker.offset-unknown");
            }
        }
        return offsets;
    }

    private static void removeUntil(
            long deadline,
            List<EmptyPartition> empty,
            Producer<byte[], byte[]> producer,
            Admin admin)
            throws IOException, ExecutionException {
        var left = new ArrayList<>(empty);
        long markAt = System.nanoTime();
        while (!left.isEmpty()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            if (System.nanoTime() >= markAt) {
                mark(deadline, left, producer, admin);
                markAt = System.nanoTime() + MARK_EVERY_NANOS;
            }
            var still = new ArrayList<EmptyPartition>();
            for (EmptyPartition partition : left) {
                if (!partition.isClean()) {
                    still.add(partition);
                }
            }
            left = still;
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        left.forEach(p -> tell(p.id(), p.isInUse() ? "a client wrote to it" : "time ran out"));
        log.atInfo()
                .addKeyValue("partitions", empty.size())
                .addKeyValue("left", left.size())
                .log("broker.files-emptied");
    }

    private static void mark(
            long deadline,
            List<EmptyPartition> left,
            Producer<byte[], byte[]> producer,
            Admin admin)
            throws IOException, ExecutionException {
        for (EmptyPartition partition : left) {
            if (System.nanoTime() < deadline) {
                partition.mark(producer, admin, CALL_LIMIT);
            }
        }
    }

    private static void tell(TopicPartition partition, String why) {
        log.atWarn()
                .addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("reason", why)
                .log("broker.images-left");
    }
}
