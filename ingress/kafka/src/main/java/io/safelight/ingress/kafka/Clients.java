package io.safelight.ingress.kafka;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The door's clients. None of them waits for the cluster. */
final class Clients {
    /** What is fetched ahead of submission; a larger record comes alone. */
    private static final int FETCH_BYTES = 8 << 20;

    /**
     * What is handed out at once: more than was fetched only if fetches add up, or were compressed.
     */
    static final long PORTION_BYTES = 2L * FETCH_BYTES;

    private Clients() {}

    /** Keys are not used, and may be as large as values. */
    private static final class NoKeys implements Deserializer<byte[]> {
        @Override
        public byte @Nullable [] deserialize(String topic, byte @Nullable [] key) {
            return null;
        }

        @Override
        public byte @Nullable [] deserialize(
                String topic, Headers headers, @Nullable ByteBuffer key) {
            return null;
        }
    }

    static Consumer<byte[], byte[]> consumer(
            Map<String, String> connection, DoorSettings settings, BoundedBytes values) {
        Map<String, Object> config = quiet(connection);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A new topic moves nothing that is being worked on.
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        config.put(
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                Long.toString(settings.discovery().toMillis()));
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
        config.put(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(FETCH_BYTES / 2));
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "1000");
        // The least that brokers allow: after a kill the group waits so long for the dead member.
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "6000");
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "2000");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        return new KafkaConsumer<>(config, new NoKeys(), values);
    }

    static Admin admin(Map<String, String> connection) {
        Map<String, Object> config = quiet(connection);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        return Admin.create(config);
    }

    /** For dead letters and markers, which are small. */
    static Producer<byte[], byte[]> producer(Map<String, String> connection) {
        Map<String, Object> config = quiet(connection);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(1 << 20));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A broker that is away is asked for every few seconds, not many times a second. */
    private static Map<String, Object> quiet(Map<String, String> connection) {
        var config = new HashMap<String, Object>();
        config.put("client.id", "safelight-intake");
        config.put("reconnect.backoff.ms", "200");
        config.put("reconnect.backoff.max.ms", "5000");
        config.put("metric.reporters", "");
        config.put("enable.metrics.push", "false");
        config.putAll(connection);
        return config;
    }
}
