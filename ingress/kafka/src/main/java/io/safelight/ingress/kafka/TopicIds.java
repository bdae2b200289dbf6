package io.safelight.ingress.kafka;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks which places the names of topics stand for now. For one thread. */
final class TopicIds {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Admin admin;
    private final Map<String, Place> places = new HashMap<>();

    TopicIds(Admin admin) {
        this.admin = admin;
    }

    /**
     * A topic that is not there lacks in the answer.
     *
     * @throws PortException RETRYABLE when the cluster does not tell
     */
    Map<String, Place> now(Collection<String> topics) {
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(topics).topicNameValues();
        var found = new HashMap<String, Place>();
        for (var answer : answers.entrySet()) {
            String topic = answer.getKey();
            try {
                String id = await(answer.getValue()).topicId().toString();
                found.put(topic, places.compute(topic, (name, known) -> place(known, id)));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw retryable(e);
                }
                places.remove(topic);
            }
        }
        return found;
    }

    /** No two clusters have a topic of the same id: one that is known needs no second question. */
    private Place place(@Nullable Place known, String id) {
        if (known != null && known.topicId().equals(id)) {
            return known;
        }
        try {
            return new Place(await(admin.describeCluster().clusterId()), id);
        } catch (ExecutionException e) {
            throw retryable(e);
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
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
