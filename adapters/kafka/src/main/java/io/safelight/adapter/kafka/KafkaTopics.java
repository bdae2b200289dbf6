package io.safelight.adapter.kafka;

import io.safelight.domain.identity.TenantId;
import io.safelight.ports.PortException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of tenants. Safe for many threads. */
public final class KafkaTopics {
    static final Duration LIMIT = Duration.ofSeconds(15);

    private static final Duration APPEARANCE = Duration.ofSeconds(5);
    private static final String INBOUND = "images.inbound.";
    private static final String DEAD_LETTERS = "dlq.";

    private final Admin admin;
    private final TopicSettings settings;

    public KafkaTopics(Admin admin, TopicSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    public static String inbound(TenantId tenant) {
        return INBOUND + tenant;
    }

    public static String deadLetters(TenantId tenant) {
        return DEAD_LETTERS + inbound(tenant);
    }

    /**
     * Makes what lacks, and checks what is there. May be repeated.
     *
     * @throws PortException REFUSED with the name of the setting when a topic exists whose records
     *     would have no trusted time, vanish by compaction, or be cut at a smaller limit
     */
    public void ensure(TenantId tenant) {
        create(
                new NewTopic(inbound(tenant), Optional.of(settings.partitions()), Optional.empty())
                        .configs(settings.inbound()),
                new NewTopic(deadLetters(tenant), Optional.of(1), Optional.empty())
                        .configs(settings.deadLetters()));
        verify(inbound(tenant));
        awaitLeaders(inbound(tenant), deadLetters(tenant));
    }

    private void create(NewTopic... topics) {
        Collection<KafkaFuture<Void>> results =
                admin.createTopics(List.of(topics)).values().values();
        for (KafkaFuture<Void> result : results) {
            try {
                Failures.await(result, LIMIT, "making topics");
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw Failures.of(e, "making topics");
                }
            }
        }
    }

    private void verify(String topic) {
        Config config = configOf(topic);
        require(topic, config, TopicSettings.TIMESTAMP_TYPE, TopicSettings.LOG_APPEND_TIME);
        require(topic, config, TopicSettings.CLEANUP_POLICY, TopicSettings.DELETE);
        requireRoom(topic, config);
    }

    /**
     * Until every partition answers. A producer that writes earlier may have its first batch
     * refused and the second one taken; an idempotent one then never gets the first one in.
     */
    private void awaitLeaders(String... topics) {
        String what = "waiting for the leaders of " + List.of(topics);
        try {
            var offsets = new HashMap<TopicPartition, OffsetSpec>();
            Failures.await(admin.describeTopics(List.of(topics)).allTopicNames(), LIMIT, what)
                    .forEach(
                            (topic, description) ->
                                    description
                                            .partitions()
                                            .forEach(
                                                    p ->
                                                            offsets.put(
                                                                    new TopicPartition(
                                                                            topic, p.partition()),
                                                                    OffsetSpec.latest())));
            Failures.await(admin.listOffsets(offsets).all(), LIMIT, what);
        } catch (ExecutionException e) {
            throw Failures.of(e, what);
        }
    }

    /** A broker hears of a new topic a moment after the controller has made it. */
    private Config configOf(String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        String what = "reading the settings of " + topic;
        long deadline = System.nanoTime() + APPEARANCE.toNanos();
        while (true) {
            try {
                return Failures.await(admin.describeConfigs(List.of(resource)).all(), LIMIT, what)
                        .values()
                        .iterator()
                        .next();
            } catch (ExecutionException e) {
                boolean mayAppear = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!mayAppear || System.nanoTime() > deadline) {
                    throw Failures.of(e, what);
                }
                pause(e);
            }
        }
    }

    private static void pause(ExecutionException reason) {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.of(reason, "interrupted");
        }
    }

    private static void require(String topic, Config config, String name, String wanted) {
        String value = config.get(name).value();
        if (!wanted.equals(value)) {
            throw wrong(topic, name, value, wanted);
        }
    }

    private void requireRoom(String topic, Config config) {
        String value = config.get(TopicSettings.MAX_MESSAGE_BYTES).value();
        if (Long.parseLong(value) < settings.maxRecordBytes()) {
            throw wrong(
                    topic,
                    TopicSettings.MAX_MESSAGE_BYTES,
                    value,
                    "at least " + settings.maxRecordBytes());
        }
    }

    private static PortException wrong(String topic, String name, String value, String wanted) {
        return Failures.refused(
                "topic %s has %s=%s and needs %s: alter the topic"
                        .formatted(topic, name, value, wanted));
    }
}
