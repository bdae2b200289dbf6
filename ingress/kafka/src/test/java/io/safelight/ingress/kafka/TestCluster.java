package io.safelight.ingress.kafka;

import io.safelight.adapter.kafka.EmbeddedBroker;
import io.safelight.adapter.kafka.KafkaStreamAccess;
import io.safelight.adapter.kafka.KafkaTopics;
import io.safelight.adapter.kafka.TopicSettings;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.work.Backoff;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.submissions.Submissions;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker, ordinary clients of it, and doors to it. */
final class TestCluster implements AutoCloseable {
    static final TopicSettings TOPICS =
            new TopicSettings(
                    1,
                    33 << 20,
                    64 << 20,
                    Duration.ofSeconds(1),
                    Duration.ofDays(1),
                    Duration.ofDays(1));

    final StreamIds ids = new StreamIds(new byte[] {7});
    final EmbeddedBroker broker;
    final KafkaStreamAccess access;
    final Admin admin;
    final KafkaProducer<byte[], byte[]> producer;

    TestCluster(Path folder) throws IOException {
        broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("kafka")));
        access = KafkaStreamAccess.open(broker.connection(), TOPICS);
        admin = Admin.create(new HashMap<String, Object>(broker.connection()));
        var config = new HashMap<String, Object>(broker.connection());
        config.put("max.request.size", "40000000");
        config.put("buffer.memory", "80000000");
        producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static DoorSettings settings() {
        return new DoorSettings(
                "group-" + UUID.randomUUID(),
                4 << 20,
                8 << 20,
                32,
                Duration.ofMillis(500),
                Duration.ofMillis(200),
                Duration.ofMinutes(15),
                Duration.ofSeconds(1),
                new Backoff(Duration.ofMillis(100), Duration.ofMillis(500)));
    }

    KafkaDoor door(DoorSettings settings, Submissions submissions) {
        return KafkaDoor.start(broker.connection(), submissions, ids, settings, Meters.none());
    }

    TenantId tenant() {
        var tenant = new TenantId("t-" + UUID.randomUUID());
        new KafkaTopics(admin, TOPICS).ensure(tenant);
        return tenant;
    }

    RecordMetadata write(TenantId tenant, byte[] value, Map<String, byte[]> headers)
            throws ExecutionException, InterruptedException {
        var record = new ProducerRecord<byte[], byte[]>(KafkaTopics.inbound(tenant), value);
        headers.forEach(record.headers()::add);
        return producer.send(record).get();
    }

    TopicPartition partition(TenantId tenant) {
        return new TopicPartition(KafkaTopics.inbound(tenant), 0);
    }

    /** -1 when there is none. */
    long committed(String group, TenantId tenant) throws ExecutionException, InterruptedException {
        OffsetAndMetadata offset =
                admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(partition(tenant));
        return offset == null ? -1 : offset.offset();
    }

    long logStart(TenantId tenant) throws ExecutionException, InterruptedException {
        return admin.listOffsets(Map.of(partition(tenant), OffsetSpec.earliest()))
                .partitionResult(partition(tenant))
                .get()
                .offset();
    }

    List<byte[]> deadLetters(TenantId tenant) {
        var config = new HashMap<String, Object>(broker.connection());
        var partition = new TopicPartition(KafkaTopics.deadLetters(tenant), 0);
        var found = new ArrayList<byte[]>();
        try (var consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> found.add(r.value()));
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        access.close();
        broker.close();
    }
}
