package io.safelight.ingress.kafka;

import static io.safelight.ingress.kafka.TestCluster.bytes;
import static io.safelight.ingress.kafka.TestCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.adapter.kafka.KafkaTopics;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Topics that come, go, and fall silent. */
@SuppressWarnings("try") // a door works without being spoken to
final class KafkaDoorTopicsTest extends OnTestCluster {

    @Test
    void topicOfANewTenantIsFoundWhileTheDoorIsOpen() throws Exception {
        var submissions = FakeSubmissions.accepting();
        try (var door = cluster.door(TestCluster.settings(), submissions)) {
            eventually().until(() -> door.status() instanceof KafkaDoor.Status.Ready);

            TenantId tenant = cluster.tenant();
            cluster.write(tenant, bytes("image"), Map.of());

            eventually().until(() -> submissions.of(tenant).size() == 1);
        }
    }

    @Test
    void quietPartitionClosesItsFile() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings(Duration.ofMillis(200), Duration.ofSeconds(2));
        cluster.write(tenant, bytes("image"), Map.of());
        Path log = folder.resolve("kafka/log/" + cluster.partition(tenant));

        try (var door = cluster.door(settings, FakeSubmissions.accepting())) {
            eventually().until(() -> Files.exists(log.resolve("00000000000000000001.log")));
            eventually().until(() -> cluster.logStart(tenant) == 2);
        }

        assertThat(cluster.deadLetters(tenant)).isEmpty();
    }

    @Test
    void topicThatIsMadeAnewHoldsOtherImages() throws Exception {
        TenantId tenant = cluster.tenant();
        var submissions = FakeSubmissions.accepting();
        try (var door = cluster.door(TestCluster.settings(), submissions)) {
            cluster.write(tenant, bytes("one"), Map.of());
            cluster.write(tenant, bytes("two"), Map.of());
            eventually().until(() -> submissions.of(tenant).size() == 2);

            cluster.admin.deleteTopics(List.of(cluster.partition(tenant).topic())).all().get();
            new KafkaTopics(cluster.admin, TestCluster.TOPICS).ensure(tenant);
            RecordMetadata at = cluster.write(tenant, bytes("three"), Map.of());

            eventually().until(() -> submissions.of(tenant).size() == 3);
            assertThat(submissions.of(tenant).getLast().id()).isEqualTo(cluster.idOf(at));
        }
    }

    @Test
    void topicThatIsMadeAnewIsReadFromItsBeginningHoweverMuchItHolds() throws Exception {
        TenantId tenant = cluster.tenant();
        var submissions = FakeSubmissions.accepting();
        var expected = new HashSet<ImageId>();
        try (var door = cluster.door(TestCluster.settings(), submissions)) {
            cluster.write(tenant, bytes("old one"), Map.of());
            cluster.write(tenant, bytes("old two"), Map.of());
            eventually().until(() -> submissions.of(tenant).size() == 2);

            cluster.admin.deleteTopics(List.of(cluster.partition(tenant).topic())).all().get();
            new KafkaTopics(cluster.admin, TestCluster.TOPICS).ensure(tenant);
            for (int i = 0; i < 8; i++) {
                expected.add(cluster.idOf(cluster.write(tenant, bytes("new " + i), Map.of())));
            }

            eventually()
                    .untilAsserted(
                            () ->
                                    assertThat(submissions.of(tenant))
                                            .extracting(FakeSubmissions.Given::id)
                                            .containsAll(expected));
        }
        assertThat(submissions.of(tenant)).hasSize(10);
    }
}
