package io.safelight.adapter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients of a Kafka cluster, made of the connection's properties. None of them waits for it. */
final class Clients {
    private static final int HEADER_ROOM = 256 << 10;

    private Clients() {}

    /**
     * @param limit of one call
     */
    static Admin admin(Map<String, String> connection, Duration limit) {
        Map<String, Object> config = quiet(connection);
        String millis = Long.toString(limit.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        return Admin.create(config);
    }

    /** One record at a time in a request: images are larger than what batching would save. */
    static Producer<byte[], byte[]> producer(
            Map<String, String> connection, PublisherSettings settings) {
        Map<String, Object> config = quiet(connection);
        int request = Math.toIntExact(settings.maxBytes()) + HEADER_ROOM;
        Duration delivery = settings.delivery();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(request));
        config.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Long.toString(settings.bytesInFlight() + 2L * HEADER_ROOM));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(delivery.toMillis() / 2));
        config.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(delivery.toMillis() / 2));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(delivery.toMillis()));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A broker that is away is asked for every few seconds, not many times a second. */
    private static Map<String, Object> quiet(Map<String, String> connection) {
        var config = new HashMap<String, Object>();
        config.put("reconnect.backoff.ms", "200");
        config.put("reconnect.backoff.max.ms", "5000");
        config.put("metric.reporters", "");
        config.put("enable.metrics.push", "false");
        config.putAll(connection);
        return config;
    }
}
