package io.safelight.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.safelight.domain.identity.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.utils.internals.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerTest {
    private static final TenantId ACME = new TenantId("acme");

    @TempDir private Path folder;

    @Test
    void recordsUsersAndPortSurviveARestart() throws Exception {
        var settings = EmbeddedBroker.Settings.in(folder.resolve("kafka"));
        String bootstrap;
        String cluster;
        Map<String, String> user;
        try (var broker = EmbeddedBroker.start(settings);
                var access = KafkaStreamAccess.open(broker.connection(), TopicSettings.DEFAULT)) {
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

            assertThatExceptionOfType(io.safelight.ports.PortException.class)
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

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
