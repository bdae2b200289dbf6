package io.safelight.ingress.kafka;

import static io.safelight.ingress.kafka.TestCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.adapter.kafka.EmbeddedBroker;
import io.safelight.adapter.kafka.KafkaStreamPublisher;
import io.safelight.adapter.kafka.PublisherSettings;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.telemetry.Meters;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
final class KafkaDoorOutageTest {
    private static final TenantId ACME = new TenantId("acme");

    private static final PublisherSettings IMPATIENT =
            new PublisherSettings(1 << 20, 4 << 20, Duration.ofSeconds(5));

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
            eventually().until(() -> door.status() instanceof KafkaDoor.Status.Ready);
            broker.close();
            eventually().until(() -> door.status() instanceof KafkaDoor.Status.NotReady);
            long cpu = cpuNanos();
            long began = System.nanoTime();
            eventually().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            assertThat((double) (cpuNanos() - cpu) / (System.nanoTime() - began)).isLessThan(0.5);

            broker = EmbeddedBroker.start(settings);
            var published = publish(broker);

            eventually().until(() -> submissions.of(ACME).size() == 1);
            assertThat(submissions.of(ACME).getFirst().id()).isEqualTo(published);
            eventually().until(() -> door.status() instanceof KafkaDoor.Status.Ready);
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

    @Test
    void brokerThatStopsUnderLoadAndComesBackLosesNothingThatItAcknowledged() throws Exception {
        var settings = EmbeddedBroker.Settings.in(folder.resolve("kafka"));
        var submissions = new FakeSubmissions(KafkaDoorOutageTest::slowly);
        var broker = EmbeddedBroker.start(settings);
        try (var door =
                        KafkaDoor.start(
                                broker.connection(),
                                submissions,
                                ids,
                                TestCluster.settings(),
                                Meters.none());
                var publisher =
                        KafkaStreamPublisher.open(
                                broker.connection(), TestCluster.TOPICS, IMPATIENT, ids);
                var load = new PublishingLoad(publisher, ACME)) {
            eventually().until(() -> load.acknowledged().size() > 20);
            broker.close();
            eventually().until(() -> load.failures() > 0);
            assertThat(load.unexpected()).isEmpty();

            int before = load.acknowledged().size();
            broker = EmbeddedBroker.start(settings);
            eventually().until(() -> load.acknowledged().size() > before + 20);
            load.stop();

            eventually().until(() -> idsOf(submissions).containsAll(load.acknowledged()));
            assertThat(load.unexpected()).isEmpty();
            eventually().until(() -> door.status() instanceof KafkaDoor.Status.Ready);
        } finally {
            broker.close();
        }
    }

    @Test
    void clusterThatNeverAnswersIsToldAndLeftQuickly() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            var connection =
                    Map.of(
                            "bootstrap.servers",
                            "127.0.0.1:" + silent.getLocalPort(),
                            "security.protocol",
                            "PLAINTEXT");
            var door =
                    KafkaDoor.start(
                            connection,
                            FakeSubmissions.accepting(),
                            ids,
                            TestCluster.settings(),
                            Meters.none());
            eventually().until(() -> door.status() instanceof KafkaDoor.Status.NotReady);
            eventually().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            assertThat(door.status()).isInstanceOf(KafkaDoor.Status.NotReady.class);

            long began = System.nanoTime();
            door.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    private static SubmissionAnswer slowly(Submission submission, byte[] body)
            throws InterruptedException {
        boolean never = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        assertThat(never).isFalse();
        return FakeSubmissions.accepted(submission, body);
    }

    private static Set<ImageId> idsOf(FakeSubmissions submissions) {
        return submissions.of(ACME).stream()
                .map(FakeSubmissions.Given::id)
                .collect(Collectors.toSet());
    }

    private Object publish(EmbeddedBroker broker) {
        try (var publisher =
                KafkaStreamPublisher.open(
                        broker.connection(), TestCluster.TOPICS, PublisherSettings.DEFAULT, ids)) {
            return publisher
                    .publish(ACME, new PrincipalId("ana"), new byte[] {1}, Submission.Claims.NONE)
                    .image();
        }
    }

    private static long cpuNanos() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }
}
