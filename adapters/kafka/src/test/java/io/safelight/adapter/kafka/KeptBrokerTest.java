package io.safelight.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.work.Backoff;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.utils.internals.Exit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
final class KeptBrokerTest {
    private static final Backoff SHORT = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
    private static final TenantId ACME = new TenantId("acme");
    private static final String TOPIC = "images.inbound.acme";

    @TempDir private Path folder;

    @Test
    void brokerThatGaveUpComesBackForTheSameClientsWithAllThatItHad() throws Exception {
        try (var broker =
                        KeptBroker.start(
                                EmbeddedBroker.Settings.in(folder.resolve("kafka")), SHORT);
                var admin = Clients.admin(broker.connection(), Duration.ofSeconds(10))) {
            var connection = broker.connection();
            new KafkaTopics(admin, TopicSettings.DEFAULT).ensure(ACME);
            var unused = TestClients.write(connection, TOPIC, "one".getBytes(UTF_8));

            for (int round = 0; round < 2; round++) {
                assertThatExceptionOfType(BrokerExits.Halted.class)
                        .isThrownBy(() -> Exit.halt(1, "disk is gone"));
                assertThat(broker.failure())
                        .hasValueSatisfying(why -> assertThat(why).contains("disk is gone"));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> broker.failure().isEmpty());
            }

            assertThat(broker.connection()).isEqualTo(connection);
            var found = TestClients.read(connection, TOPIC, "group");
            assertThat(found).extracting(r -> new String(r.value(), UTF_8)).containsOnly("one");
        }
    }

    @Test
    void closingDoesNotWaitForThePauseBetweenTwoTries() throws Exception {
        var hours = new Backoff(Duration.ofHours(1), Duration.ofHours(1));
        var broker = KeptBroker.start(EmbeddedBroker.Settings.in(folder.resolve("kafka")), hours);
        assertThatExceptionOfType(BrokerExits.Halted.class)
                .isThrownBy(() -> Exit.halt(1, "disk is gone"));

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isFree(broker.bootstrap()));

        broker.close();

        assertThat(broker.failure()).contains("it is closed");
    }

    private static boolean isFree(String address) {
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
