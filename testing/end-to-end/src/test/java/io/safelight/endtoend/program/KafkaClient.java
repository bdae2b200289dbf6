package io.safelight.endtoend.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An engineer's ordinary producer: idempotent, and patient enough for a broker that is gone for a
 * while. For one thread.
 */
public final class KafkaClient implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    private KafkaClient(KafkaProducer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * @param token as /v1/tokens answers
     */
    public static KafkaClient of(JsonNode token) {
        Map<String, Object> properties = connection(token);
        properties.putAll(
                Map.of(
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "delivery.timeout.ms",
                        180_000,
                        "request.timeout.ms",
                        5_000,
                        "max.block.ms",
                        180_000));
        var producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        return new KafkaClient(producer, token.path("kafka").path("topic").asText());
    }

    /** What every client of that user needs; to add to. */
    static Map<String, Object> connection(JsonNode token) {
        JsonNode kafka = token.path("kafka");
        return new HashMap<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.path("bootstrapServers").asText(),
                        "security.protocol",
                        kafka.path("securityProtocol").asText(),
                        "sasl.mechanism",
                        kafka.path("saslMechanism").asText(),
                        "sasl.jaas.config",
                        login(kafka, token),
                        "reconnect.backoff.max.ms",
                        500));
    }

    /**
     * Returns when the broker has it for good.
     *
     * @param headers more of them, names and values in turn
     */
    public void send(byte[] image, String attributes, String... headers)
            throws ExecutionException, InterruptedException {
        var record = new ProducerRecord<byte[], byte[]>(topic, image);
        record.headers().add("attributes", attributes.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        producer.send(record).get();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private static String login(JsonNode kafka, JsonNode token) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(kafka.path("username").asText(), token.path("token").asText());
    }
}
