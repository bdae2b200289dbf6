package io.safelight.adapter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Ordinary clients, as anybody would make them. */
final class TestClients {

    private TestClients() {}

    static Map<String, String> connection(String bootstrap, String user, String password) {
        return Map.of(
                "bootstrap.servers",
                bootstrap,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password));
    }

    static RecordMetadata write(Map<String, String> connection, String topic, byte[] value)
            throws ExecutionException, InterruptedException {
        try (var producer = producer(connection)) {
            return producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    static KafkaProducer<byte[], byte[]> producer(Map<String, String> connection) {
        var config = new HashMap<String, Object>(connection);
        config.put("max.block.ms", "5000");
        config.put("max.request.size", "40000000");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Everything on the topic now. */
    static List<ConsumerRecord<byte[], byte[]>> read(
            Map<String, String> connection, String topic, String group) {
        var config = new HashMap<String, Object>(connection);
        config.put("group.id", group);
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("default.api.timeout.ms", "5000");
        var found = new java.util.ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            // A group's right is asked for only when it is used.
            consumer.committed(Map.copyOf(ends).keySet());
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }
}
