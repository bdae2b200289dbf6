package io.safelight.adapter.kafka;

import io.safelight.domain.identity.TenantId;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.StreamCoordinates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;

/**
 * The cluster's id, and the ids of inbound topics that are there and as they must be. That they are
 * is believed for seconds. A topic may be made anew under the same name: only who sees the same id
 * before and after knows where a record lies.
 */
final class TopicFacts {
    private static final long KNOWN_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST = 100_000;

    /** A topic that is there and as it must be. */
    record Fact(String cluster, String topicId, long since) {

        StreamCoordinates coordinates(int partition, long offset) {
            return new StreamCoordinates(cluster, topicId, partition, offset);
        }
    }

    private final Admin admin;
    private final KafkaTopics topics;
    private final Map<TenantId, Fact> facts = new ConcurrentHashMap<>();

    TopicFacts(Admin admin, KafkaTopics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /** Makes the tenant's topics if need be. */
    Fact of(TenantId tenant) {
        Fact known = facts.get(tenant);
        long now = System.nanoTime();
        if (known != null && now - known.since() < KNOWN_NANOS) {
            return known;
        }
        topics.ensure(tenant);
        var fresh = new Fact(await(admin.describeCluster().clusterId()), idNow(tenant), now);
        if (facts.size() >= MOST) {
            facts.clear();
        }
        facts.put(tenant, fresh);
        return fresh;
    }

    /**
     * Was this the tenant's topic all the time since {@link #of} told it?
     *
     * @throws PortException when the cluster does not tell
     */
    boolean stillHolds(TenantId tenant, Fact fact) {
        if (idNow(tenant).equals(fact.topicId())) {
            return true;
        }
        facts.remove(tenant, fact);
        return false;
    }

    private String idNow(TenantId tenant) {
        String topic = KafkaTopics.inbound(tenant);
        return await(admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .iterator()
                .next()
                .topicId()
                .toString();
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return Failures.await(future, KafkaTopics.LIMIT, "reading a topic's id");
        } catch (ExecutionException e) {
            throw Failures.of(e, "reading a topic's id");
        }
    }
}
