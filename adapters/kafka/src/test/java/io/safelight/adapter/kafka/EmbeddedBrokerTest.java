package io.safelight.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.submissions.Submission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.utils.internals.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerTest {
    private static final StreamIds IDS = new StreamIds(new byte[] {7});
    private static final TenantId ACME = new TenantId("acme");

    private static final PrincipalId ANA = new PrincipalId("ana");
    private static final PublisherSettings IMPATIENT =
            new PublisherSettings(1 << 20, 1 << 20, Duration.ofSeconds(2));

    @TempDir private Path folder;

    @Test
    void recordsUsersAndPortSurviveARestart() throws Exception {
        var settings = EmbeddedBroker.Settings.in(folder.resolve("kafka"));
        String bootstrap;
        String cluster;
        Map<String, String> user;
        try (var broker = EmbeddedBroker.start(settings);
                var access =
                        KafkaStreamAccess.open(broker.connection(), TopicSettings.DEFAULT, IDS)) {
            bootstrap = broker.bootstrap();
            cluster = broker.clusterId();
            access.grant(ACME, "ana", "secret");
            user = TestClients.connection(bootstrap, "ana", "secret");
            TestClients.write(user, "images.inbound.acme", bytes("one"));
        }

        try (var broker = EmbeddedBroker.start(settings)) {
            assertThat(broker.bootstrap()).isEqualTo(bootstrap);
            assertThat(broker.clusterId()).isEqualTo(cluster);
            TestClients.write(user, "images.inbound.acme", bytes("two"));
            assertThat(TestClients.read(broker.connection(), "images.inbound.acme", "g"))
                    .extracting(r -> new String(r.value(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void secretsAreTheOwnersAlone() throws Exception {
        Path home = folder.resolve("kafka");

        try (var broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(home))) {
            assertThat(permissions(home)).isEqualTo("rwx------");
            assertThat(permissions(home.resolve("broker.properties"))).isEqualTo("rw-------");
            assertThat(broker.failure()).isEmpty();
        }
    }

    @Test
    void strangersDoNotGetIn() throws Exception {
        try (var broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("k")))) {
            var guessed = TestClients.connection(broker.bootstrap(), "_safelight", "guess");

            try (var admin = Clients.admin(guessed, Duration.ofSeconds(10))) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() -> admin.listTopics().names().get())
                        .withCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    @Test
    void takenPortIsSaidWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var settings =
                    new EmbeddedBroker.Settings(folder.resolve("k"), taken.getLocalPort(), 2 << 20);

            assertThatIOException()
                    .isThrownBy(() -> EmbeddedBroker.start(settings))
                    .withMessageContaining("port " + taken.getLocalPort() + " is taken")
                    .withMessageContaining("choose another port");
        }
    }

    @Test
    void rememberedPortIsGivenUpWhenAnotherHasIt() throws Exception {
        var settings = EmbeddedBroker.Settings.in(folder.resolve("k"));
        int port = BrokerFolder.open(settings.folder()).identity(0).port();

        int other;
        try (var taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(taken.isBound()).isTrue();
            other = BrokerFolder.open(settings.folder()).identity(0).port();
        }

        assertThat(other).isNotEqualTo(port);
        assertThat(BrokerFolder.open(settings.folder()).identity(0).port()).isEqualTo(other);
    }

    @Test
    void lostIdentityIsNotPaidForWithRecords() throws Exception {
        Files.createDirectories(folder.resolve("log/images.inbound.acme-0"));

        assertThatIOException()
                .isThrownBy(() -> BrokerFolder.open(folder).identity(0))
                .withMessageContaining("put the file back");
    }

    @Test
    void endOfTheProcessBecomesAFailure() throws IOException {
        try (var broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("k")))) {

            assertThatExceptionOfType(BrokerExits.Halted.class)
                    .isThrownBy(() -> Exit.halt(1, "disk is gone"));

            assertThat(broker.failure())
                    .hasValueSatisfying(s -> assertThat(s).contains("disk is gone"));
        }
    }

    @Test
    void topicWithTheWrongTimestampsIsNamed() throws Exception {
        try (var broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("k")));
                var admin = Clients.admin(broker.connection(), Duration.ofSeconds(10))) {
            var topic = new NewTopic("images.inbound.acme", 1, (short) 1);
            admin.createTopics(List.of(topic)).all().get();

            assertThatExceptionOfType(PortException.class)
                    .isThrownBy(() -> new KafkaTopics(admin, TopicSettings.DEFAULT).ensure(ACME))
                    .withMessageContaining("message.timestamp.type=CreateTime")
                    .withMessageContaining("LogAppendTime");
        }
    }

    @Test
    void secondStartIsQuick() throws Exception {
        var settings = EmbeddedBroker.Settings.in(folder.resolve("k"));
        EmbeddedBroker.start(settings).close();

        long began = System.nanoTime();
        EmbeddedBroker.start(settings).close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void recordThatUnpacksToMoreThanTheLimitIsRefusedAndHarmsNobody() throws Exception {
        try (var broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("k")));
                var access =
                        KafkaStreamAccess.open(broker.connection(), TopicSettings.DEFAULT, IDS)) {
            access.grant(ACME, "ana", "secret");
            var ana = TestClients.connection(broker.bootstrap(), "ana", "secret");
            var compressing = new HashMap<>(ana);
            compressing.put("compression.type", "zstd");
            compressing.put("buffer.memory", "80000000");

            try (var producer = TestClients.producer(compressing)) {
                var bomb =
                        new ProducerRecord<byte[], byte[]>(
                                "images.inbound.acme", new byte[38 << 20]);
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() -> producer.send(bomb).get())
                        .withCauseInstanceOf(InvalidRecordException.class);
            }

            TestClients.write(ana, "images.inbound.acme", bytes("good"));
            assertThat(TestClients.read(broker.connection(), "images.inbound.acme", "g"))
                    .extracting(r -> new String(r.value(), StandardCharsets.UTF_8))
                    .containsExactly("good");
        }
    }

    @Test
    void brokerThatCannotWriteSaysSoAndComesBackWithItsDisk() throws Exception {
        var settings = EmbeddedBroker.Settings.in(folder.resolve("k"));
        var lives =
                new TopicSettings(
                        1,
                        2 << 20,
                        2 << 20,
                        Duration.ofSeconds(1),
                        Duration.ofDays(1),
                        Duration.ofDays(1));
        Path partition = folder.resolve("k/log/images.inbound.acme-0");
        Path aside = folder.resolve("aside");
        try (var broker = EmbeddedBroker.start(settings);
                var publisher =
                        KafkaStreamPublisher.open(broker.connection(), lives, IMPATIENT, IDS)) {
            publisher.publish(ACME, ANA, bytes("one"), Submission.Claims.NONE);
            Files.move(partition, aside);

            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                tryToPublish(publisher);
                                return broker.failure().isPresent();
                            });
        }
        Files.move(aside, partition);

        try (var broker = EmbeddedBroker.start(settings)) {
            assertThat(
                            TestClients.read(broker.connection(), "images.inbound.acme", "g")
                                    .getFirst()
                                    .value())
                    .isEqualTo(bytes("one"));
        }
    }

    private static void tryToPublish(KafkaStreamPublisher publisher) {
        try {
            publisher.publish(ACME, ANA, bytes("another"), Submission.Claims.NONE);
        } catch (PortException e) {
            assertThat(e.kind())
                    .isIn(PortException.Kind.RETRYABLE, PortException.Kind.UNKNOWN_OUTCOME);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
