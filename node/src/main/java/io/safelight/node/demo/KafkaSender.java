package io.safelight.node.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.safelight.node.client.CommandException;
import io.safelight.node.client.ExitCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An engineer's ordinary Kafka client: writes images to its tenant's topic and reads the dead
 * letters. For one thread.
 */
final class KafkaSender implements AutoCloseable {
    static final int MAX_BYTES = 32 << 20;

    private static final JsonMapper JSON = new JsonMapper();

    /** A record that was refused. */
    record DeadLetter(String filename, String why) {}

    private record Sent(String filename, Future<RecordMetadata> at) {}

    private final String topic;
    private final String run;
    private final Map<String, Object> connection;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> letters;
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, String> filenames = new HashMap<>();

    KafkaSender(JsonNode token, String run) {
        JsonNode kafka = token.path("kafka");
        this.topic = kafka.path("topic").asText();
        this.run = run;
        this.connection =
                Map.of(
                        "bootstrap.servers", kafka.path("bootstrapServers").asText(),
                        "security.protocol", kafka.path("securityProtocol").asText(),
                        "sasl.mechanism", kafka.path("saslMechanism").asText(),
                        "sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                                        .formatted(
                                                kafka.path("username").asText(),
                                                token.path("token").asText()));
        this.producer = producer(connection);
        this.letters = letters(connection);
    }

    static String attributes(String run) {
        return "{\"demo_run\":\"" + run + "\"}";
    }

    void send(String filename, byte[] bytes) {
        var record = new ProducerRecord<byte[], byte[]>(topic, bytes);
        record.headers()
                .add("filename", filename.getBytes(StandardCharsets.UTF_8))
                .add("attributes", attributes(run).getBytes(StandardCharsets.UTF_8));
        sent.add(new Sent(filename, producer.send(record)));
    }

    /** Waits until the broker has everything. */
    void flush() {
        producer.flush();
        try {
            for (Sent record : sent) {
                RecordMetadata at = record.at().get();
                filenames.put(at.partition() + "/" + at.offset(), record.filename());
            }
            sent.clear();
        } catch (ExecutionException e) {
            throw new CommandException(
                    ExitCode.FAILED, "The Kafka broker did not take an image.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "Interrupted.", e);
        }
    }

    /** Letters about records of ours that came since the last call. */
    List<DeadLetter> deadLetters() {
        var found = new ArrayList<DeadLetter>();
        for (ConsumerRecord<byte[], byte[]> record : letters.poll(Duration.ofMillis(20))) {
            try {
                JsonNode letter = JSON.readTree(new String(record.value(), StandardCharsets.UTF_8));
                String at = letter.path("partition").asInt() + "/" + letter.path("offset").asLong();
                if (filenames.containsKey(at)) {
                    String why =
                            letter.path("text").asText()
                                    + " ("
                                    + letter.path("code").asText()
                                    + ")";
                    found.add(new DeadLetter(filenames.get(at), why));
                    filenames.remove(at);
                }
            } catch (JsonProcessingException e) {
                throw new CommandException(ExitCode.FAILED, "A dead letter is not JSON.", e);
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        letters.close();
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> connection) {
        var properties = new HashMap<>(connection);
        properties.put("max.request.size", MAX_BYTES + (1 << 20));
        properties.put("buffer.memory", 2L * MAX_BYTES + (4 << 20));
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> letters(Map<String, Object> connection) {
        var consumer =
                new KafkaConsumer<>(
                        new HashMap<>(connection),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor("dlq." + topic).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }
}
