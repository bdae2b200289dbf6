package io.safelight.endtoend.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a tenant is told of its refused records. */
public final class DeadLetters {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private DeadLetters() {}

    /**
     * Waits for the first that there ever was.
     *
     * @param token as /v1/tokens answers
     */
    public static JsonNode first(JsonNode token) throws IOException {
        Map<String, Object> properties = KafkaClient.connection(token);
        properties.put("enable.auto.commit", false);
        String topic = "dlq." + token.path("kafka").path("topic").asText();
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> letter :
                        consumer.poll(Duration.ofMillis(500))) {
                    return Client.JSON.readTree(letter.value());
                }
            }
            throw new AssertionError("no dead letter on " + topic);
        }
    }
}
