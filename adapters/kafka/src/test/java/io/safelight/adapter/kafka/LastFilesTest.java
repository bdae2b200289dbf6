package io.safelight.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LastFilesTest {
    private static final String TOPIC = "images.inbound.acme";
    private static final ConfigResource RESOURCE =
            new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
    private static final String USUAL_AGE =
            Long.toString(TopicSettings.DEFAULT.segmentAge().toMillis());

    @TempDir private Path folder;
    private EmbeddedBroker.Settings settings;

    @BeforeEach
    void choose() {
        settings = EmbeddedBroker.Settings.in(folder.resolve("kafka"));
    }

    @Test
    void deletedRecordsLeaveTheDiskWhenTheBrokerStopsAndOthersStay() throws Exception {
        RecordMetadata deleted;
        try (var broker = EmbeddedBroker.start(settings);
                var admin = Clients.admin(broker.connection(), Duration.ofSeconds(10))) {
            topics(admin);
            deleted = write(broker, 0, "taken in");
            write(broker, 1, "not taken in");
            var id = new TopicPartition(TOPIC, deleted.partition());
            admin.deleteRecords(Map.of(id, RecordsToDelete.beforeOffset(deleted.offset() + 1)))
                    .all()
                    .get();
        }

        assertThat(holds("not taken in")).isTrue();
        assertThat(holds("\u0000taken in")).isFalse();
        try (var broker = EmbeddedBroker.start(settings);
                var admin = Clients.admin(broker.connection(), Duration.ofSeconds(10))) {
            assertThat(age(admin)).isEqualTo(USUAL_AGE);
            assertThat(TestClients.read(broker.connection(), TOPIC, "g"))
                    .extracting(record -> record.value() == null ? "" : text(record.value()))
                    .containsExactlyInAnyOrder("", value("not taken in"));
            write(broker, 0, "more");
        }
    }

    @Test
    void killWhileFilesCloseAtOnceIsMendedAtTheNextStart() throws Exception {
        try (var broker = EmbeddedBroker.start(settings);
                var admin = Clients.admin(broker.connection(), Duration.ofSeconds(10))) {
            topics(admin);
            var atOnce =
                    new AlterConfigOp(new ConfigEntry("segment.ms", "1"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(RESOURCE, List.of(atOnce))).all().get();
        }
        Path note = Files.createFile(settings.folder().resolve("files-close-at-once"));

        try (var broker = EmbeddedBroker.start(settings);
                var admin = Clients.admin(broker.connection(), Duration.ofSeconds(10))) {
            assertThat(age(admin)).isEqualTo(USUAL_AGE);
            assertThat(note).doesNotExist();
        }
    }

    @Test
    void brokerWithNothingToRemoveStopsWithoutAMarker() throws Exception {
        try (var broker = EmbeddedBroker.start(settings);
                var admin = Clients.admin(broker.connection(), Duration.ofSeconds(10))) {
            topics(admin);
        }

        try (var broker = EmbeddedBroker.start(settings)) {
            assertThat(TestClients.read(broker.connection(), TOPIC, "g")).isEmpty();
        }
    }

    private static void topics(Admin admin) {
        new KafkaTopics(admin, TopicSettings.DEFAULT).ensure(new TenantId("acme"));
    }

    private static RecordMetadata write(EmbeddedBroker broker, int partition, String text)
            throws ExecutionException, InterruptedException {
        try (var producer = TestClients.producer(broker.connection())) {
            var value = value(text).getBytes(StandardCharsets.UTF_8);
            return producer.send(new ProducerRecord<>(TOPIC, partition, null, value)).get();
        }
    }

    /** As large as the smallest of images. */
    private static String value(String text) {
        return "\u0000" + text + ".".repeat(40);
    }

    private static String age(Admin admin) throws ExecutionException, InterruptedException {
        var config = admin.describeConfigs(List.of(RESOURCE)).values().get(RESOURCE);
        return Objects.requireNonNull(config).get().get("segment.ms").value();
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private boolean holds(String text) throws Exception {
        try (var files = Files.walk(settings.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
