package io.safelight.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.safelight.adapter.kafka.EmbeddedBroker;
import io.safelight.adapter.kafka.KafkaStreamPublisher;
import io.safelight.adapter.kafka.PublisherSettings;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.submissions.Submission;
import io.safelight.telemetry.Meters;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
final class KafkaDoorOutageTest {
    private static final TenantId ACME = new TenantId("acme");

    private final StreamIds ids = new StreamIds(new byte[] {7});

    @TempDir private Path folder;

    @Test
    void doorWaitsForTheBrokerAndComesBackWithIt() throws Exception {
        var settings = EmbeddedBroker.Settings.in(folder.resolve("kafka"));
        var submissions = FakeSubmissions.accepting();
        var broker = EmbeddedBroker.start(settings);
        try (var door =
                KafkaDoor.start(
                        broker.connection(),
                        submissions,
                        ids,
                        TestCluster.settings(),
                        Meters.none())) {
            await().until(() -> door.status() instanceof KafkaDoor.Status.Ready);
            broker.close();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> door.status() instanceof KafkaDoor.Status.NotReady);
            long cpu = cpuNanos();
            long began = System.nanoTime();
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            assertThat((double) (cpuNanos() - cpu) / (System.nanoTime() - began)).isLessThan(0.5);

            broker = EmbeddedBroker.start(settings);
            var published = publish(broker);

            await().atMost(Duration.ofSeconds(30)).until(() -> submissions.of(ACME).size() == 1);
            assertThat(submissions.of(ACME).getFirst().id()).isEqualTo(published);
            await().until(() -> door.status() instanceof KafkaDoor.Status.Ready);
        } finally {
            broker.close();
        }
    }

    @Test
    void doorThatNeverMetItsBrokerClosesQuickly() throws Exception {
        var broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("kafka")));
        var connection = broker.connection();
        broker.close();

        var door =
                KafkaDoor.start(
                        connection,
                        FakeSubmissions.accepting(),
                        ids,
                        TestCluster.settings(),
                        Meters.none());
        assertThat(door.status()).isInstanceOf(KafkaDoor.Status.NotReady.class);
        long began = System.nanoTime();
        door.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    private Object publish(EmbeddedBroker broker) {
        try (var publisher =
                KafkaStreamPublisher.open(
                        broker.connection(), TestCluster.TOPICS, PublisherSettings.DEFAULT, ids)) {
            return publisher.publish(ACME, new byte[] {1}, Submission.Claims.NONE).image();
        }
    }

    private static long cpuNanos() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }
}
