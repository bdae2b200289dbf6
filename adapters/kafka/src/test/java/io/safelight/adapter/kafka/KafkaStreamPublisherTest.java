package io.safelight.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.Published;
import io.safelight.ports.streams.StreamCoordinates;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.streams.StreamPublisher;
import io.safelight.ports.submissions.Submission;
import io.safelight.testkit.streams.StoredRecord;
import io.safelight.testkit.streams.StreamPublisherContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaStreamPublisherTest extends StreamPublisherContract {
    private final StreamIds ids = new StreamIds(new byte[] {1, 2, 3});
    private EmbeddedBroker broker;
    private KafkaStreamPublisher publisher;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("kafka")));
        publisher =
                KafkaStreamPublisher.open(
                        broker.connection(), TopicSettings.DEFAULT, PublisherSettings.DEFAULT, ids);
    }

    @AfterAll
    void stop() {
        publisher.close();
        broker.close();
    }

    @Test
    void brokerThatIsAwayIsRetryable() throws IOException {
        var nobody =
                TestClients.connection("127.0.0.1:" + BrokerFolder.freePort(), "ana", "secret");
        var settings = new PublisherSettings(1 << 20, 1 << 20, Duration.ofSeconds(2));

        try (var lonely = KafkaStreamPublisher.open(nobody, TopicSettings.DEFAULT, settings, ids)) {
            assertThatExceptionOfType(PortException.class)
                    .isThrownBy(
                            () ->
                                    lonely.publish(
                                            new TenantId("acme"),
                                            new PrincipalId("ana"),
                                            new byte[] {1},
                                            Submission.Claims.NONE))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(PortException.Kind.RETRYABLE));
        }
    }

    @Test
    void brokerThatNeverAnswersIsRetryableInBoundedTime() throws IOException {
        var settings = new PublisherSettings(1 << 20, 1 << 20, Duration.ofSeconds(2));
        try (var silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
                var lonely =
                        KafkaStreamPublisher.open(
                                TestClients.connection(
                                        "127.0.0.1:" + silent.getLocalPort(), "ana", "secret"),
                                TopicSettings.DEFAULT,
                                settings,
                                ids)) {
            long began = System.nanoTime();

            assertThatExceptionOfType(PortException.class)
                    .isThrownBy(
                            () ->
                                    lonely.publish(
                                            new TenantId("acme"),
                                            new PrincipalId("ana"),
                                            new byte[] {1},
                                            Submission.Claims.NONE))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(PortException.Kind.RETRYABLE));

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void topicThatIsMadeAnewNeverGivesAnImageThatIsNone() throws Exception {
        var tenant = new TenantId("anew");
        var ana = new PrincipalId("ana");
        byte[] value = {1};
        publisher.publish(tenant, ana, value, Submission.Claims.NONE);
        try (var admin = Clients.admin(broker.connection(), Duration.ofSeconds(10))) {
            admin.deleteTopics(List.of("images.inbound.anew")).all().get();
            new KafkaTopics(admin, TopicSettings.DEFAULT).ensure(tenant);
        }

        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> publisher.publish(tenant, ana, value, Submission.Claims.NONE))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(PortException.Kind.UNKNOWN_OUTCOME));
        Published second = publisher.publish(tenant, ana, value, Submission.Claims.NONE);

        assertThat(stored(tenant))
                .extracting(record -> ids.idOf(record.at(), record.appendedAt()))
                .contains(second.image());
    }

    @Override
    protected StreamPublisher publisher() {
        return publisher;
    }

    @Override
    protected StreamIds ids() {
        return ids;
    }

    @Override
    protected List<StoredRecord> stored(TenantId tenant) throws Exception {
        String topic = "images.inbound." + tenant;
        String topicId;
        try (var admin = Clients.admin(broker.connection(), Duration.ofSeconds(10))) {
            topicId =
                    admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .values()
                            .iterator()
                            .next()
                            .topicId()
                            .toString();
        }
        return TestClients.read(broker.connection(), topic, "test").stream()
                .map(record -> stored(tenant, record, topicId))
                .toList();
    }

    private StoredRecord stored(
            TenantId tenant, ConsumerRecord<byte[], byte[]> record, String topicId) {
        assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        return new StoredRecord(
                new StreamCoordinates(
                        broker.clusterId(), topicId, record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                record.value(),
                new Submission.Claims(
                        header(record, "filename"),
                        header(record, "attributes"),
                        header(record, "sha-256"),
                        header(record, "idempotency-key")),
                header(record, "content-type"),
                header(record, "safelight-principal")
                        .flatMap(text -> ids.principals().signer(tenant, text, record.value())));
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }
}
