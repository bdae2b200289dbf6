package io.safelight.ingress.kafka;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.streams.StreamCoordinates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaFuture;

/**
 * Where a record lies once and for all. A topic's id is believed for seconds, and not at all after
 * {@link #forget}: a topic may be made anew under its name. Safe for many threads.
 */
final class TopicIds {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long KNOWN_NANOS = Duration.ofSeconds(10).toNanos();

    private record Known(String cluster, String topicId, long since) {}

    private final Admin admin;
    private final Map<String, Known> topics = new ConcurrentHashMap<>();

    TopicIds(Admin admin) {
        this.admin = admin;
    }

    /**
     * @throws PortException RETRYABLE when the cluster does not tell
     */
    StreamCoordinates of(ConsumerRecord<byte[], byte[]> record) {
        Known known = topics.get(record.topic());
        if (known == null || System.nanoTime() - known.since() > KNOWN_NANOS) {
            known = ask(record.topic());
            topics.put(record.topic(), known);
        }
        return new StreamCoordinates(
                known.cluster(), known.topicId(), record.partition(), record.offset());
    }

    void forget(String topic) {
        topics.remove(topic);
    }

    private Known ask(String topic) {
        long now = System.nanoTime();
        String cluster = await(admin.describeCluster().clusterId());
        var described = await(admin.describeTopics(List.of(topic)).allTopicNames());
        return new Known(cluster, described.values().iterator().next().topicId().toString(), now);
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw retryable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw retryable(e);
        }
    }

    private static PortException retryable(Exception e) {
        return new PortException(
                Port.STREAMS, Kind.RETRYABLE, "the cluster does not tell a topic's id", e);
    }
}
