package io.safelight.ingress.kafka;

import io.safelight.adapter.kafka.EmbeddedBroker;
import io.safelight.adapter.kafka.KafkaStreamAccess;
import io.safelight.adapter.kafka.KafkaStreamPublisher;
import io.safelight.adapter.kafka.KafkaTopics;
import io.safelight.adapter.kafka.PublisherSettings;
import io.safelight.adapter.kafka.TopicSettings;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Backoff;
import io.safelight.ports.streams.StreamCoordinates;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.submissions.Submissions;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

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
        access = KafkaStreamAccess.open(broker.connection(), TOPICS, ids);
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

    static DoorSettings settingsThatDeleteLate() {
        return settings(Duration.ofMinutes(5), Duration.ofMinutes(15));
    }

    static DoorSettings settings(Duration deletion, Duration quiet) {
        return settings(deletion, quiet, settings().drain());
    }

    static DoorSettings settings(Duration deletion, Duration quiet, Duration drain) {
        DoorSettings usual = settings();
        return new DoorSettings(
                usual.group(),
                usual.maxBytes(),
                usual.bytesInFlight(),
                usual.recordsInFlight(),
                usual.discovery(),
                deletion,
                quiet,
                drain,
                usual.retry());
    }

    /** Long enough for a machine that does much else. */
    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    KafkaDoor door(DoorSettings settings, Submissions submissions) {
        return door(settings, submissions, Meters.none());
    }

    KafkaDoor door(DoorSettings settings, Submissions submissions, Meters meters) {
        return KafkaDoor.start(broker.connection(), submissions, ids, settings, meters);
    }

    KafkaStreamPublisher publisher() {
        return KafkaStreamPublisher.open(
                broker.connection(), TOPICS, PublisherSettings.DEFAULT, ids);
    }

    TenantId tenant() {
        return tenant(TOPICS.partitions());
    }

    TenantId tenant(int partitions) {
        var tenant = new TenantId("t-" + UUID.randomUUID());
        var topics =
                new TopicSettings(
                        partitions,
                        TOPICS.maxRecordBytes(),
                        TOPICS.segmentBytes(),
                        TOPICS.segmentAge(),
                        TOPICS.retention(),
                        TOPICS.deadLetterRetention());
        new KafkaTopics(admin, topics).ensure(tenant);
        return tenant;
    }

    RecordMetadata write(TenantId tenant, byte[] value, Map<String, byte[]> headers)
            throws ExecutionException, InterruptedException {
        var record = new ProducerRecord<byte[], byte[]>(KafkaTopics.inbound(tenant), value);
        headers.forEach(record.headers()::add);
        return producer.send(record).get();
    }

    /** Each in a batch of its own, which is tiny. */
    void writeCompressed(TenantId tenant, byte[] value, int times)
            throws ExecutionException, InterruptedException {
        var config = new HashMap<String, Object>(broker.connection());
        config.put("max.request.size", "100000000");
        config.put("compression.type", "zstd");
        var bytes = new ByteArraySerializer();
        try (var compressing = new KafkaProducer<byte[], byte[]>(config, bytes, bytes)) {
            for (int i = 0; i < times; i++) {
                compressing.send(new ProducerRecord<>(KafkaTopics.inbound(tenant), value)).get();
            }
        }
    }

    /** The image that this record must be. */
    ImageId idOf(RecordMetadata at) throws ExecutionException, InterruptedException {
        TopicDescription topic =
                admin.describeTopics(List.of(at.topic()))
                        .allTopicNames()
                        .get()
                        .values()
                        .iterator()
                        .next();
        var place =
                new StreamCoordinates(
                        broker.clusterId(),
                        topic.topicId().toString(),
                        at.partition(),
                        at.offset());
        return ids.idOf(place, Instant.ofEpochMilli(at.timestamp()));
    }

    TopicPartition partition(TenantId tenant) {
        return new TopicPartition(KafkaTopics.inbound(tenant), 0);
    }

    /** How many offsets of all partitions are committed. */
    long committedOfAll(String group, TenantId tenant)
            throws ExecutionException, InterruptedException {
        return admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .filter(e -> e.getKey().topic().equals(KafkaTopics.inbound(tenant)))
                .mapToLong(e -> e.getValue().offset())
                .sum();
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
