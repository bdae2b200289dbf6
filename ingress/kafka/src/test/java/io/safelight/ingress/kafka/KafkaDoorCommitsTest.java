package io.safelight.ingress.kafka;

import static io.safelight.ingress.kafka.TestCluster.bytes;
import static io.safelight.ingress.kafka.TestCluster.eventually;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageId;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.submissions.SubmissionAnswer.Refusal;
import io.safelight.ports.submissions.SubmissionAnswer.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Nothing is committed before it is done, and what is not done comes again. */
@SuppressWarnings("try") // a door works without being spoken to
final class KafkaDoorCommitsTest extends OnTestCluster {

    @Test
    void whatWasTakenInIsCommittedAndDeleted() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        for (int i = 0; i < 5; i++) {
            cluster.write(tenant, bytes("image " + i), Map.of());
        }

        try (var door = cluster.door(settings, FakeSubmissions.accepting())) {
            eventually().until(() -> cluster.committed(settings.group(), tenant) == 5);
            eventually().until(() -> cluster.logStart(tenant) == 5);
        }
    }

    @Test
    void redeliveredRecordIsTheSameImage() throws Exception {
        TenantId tenant = cluster.tenant();
        cluster.write(tenant, bytes("image"), Map.of());
        var slow = TestCluster.settingsThatDeleteLate();
        var first = FakeSubmissions.accepting();
        var second = FakeSubmissions.accepting();

        try (var door = cluster.door(slow, first);
                var other = cluster.door(TestCluster.settingsThatDeleteLate(), second)) {
            eventually().until(() -> first.of(tenant).size() == 1 && second.of(tenant).size() == 1);
        }

        assertThat(second.of(tenant).getFirst().id()).isEqualTo(first.of(tenant).getFirst().id());
    }

    @Test
    void whatWasNotAnsweredIsNotCommittedAndComesAgain() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        var never = new CountDownLatch(1);
        cluster.write(tenant, bytes("stuck"), Map.of());
        cluster.write(tenant, bytes("good"), Map.of());
        var stuck =
                new FakeSubmissions(
                        (submission, body) -> {
                            if (Arrays.equals(body, bytes("stuck"))) {
                                never.await();
                            }
                            return FakeSubmissions.accepted(submission, body);
                        });
        try (var door = cluster.door(settings, stuck)) {
            eventually().until(() -> stuck.of(tenant).size() == 2);
        }
        assertThat(cluster.committed(settings.group(), tenant)).isLessThanOrEqualTo(0);

        var healthy = FakeSubmissions.accepting();
        try (var door = cluster.door(settings, healthy)) {
            eventually().until(() -> cluster.committed(settings.group(), tenant) == 2);
        }

        assertThat(healthy.of(tenant))
                .extracting(FakeSubmissions.Given::body)
                .contains(bytes("stuck"));
    }

    @Test
    void unavailableIngestIsTriedAgainUntilItTakesAll() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        var failures = new AtomicInteger(5);
        for (int i = 0; i < 20; i++) {
            cluster.write(tenant, bytes("image " + i), Map.of());
        }
        var moody =
                new FakeSubmissions(
                        (submission, body) -> {
                            int left = failures.getAndDecrement();
                            if (left > 3) {
                                return new Refused(
                                        Refusal.UNAVAILABLE, new Cause("no-space", "Full."));
                            }
                            if (left > 0) {
                                throw new PortException(
                                        Port.LEDGER,
                                        PortException.Kind.UNKNOWN_OUTCOME,
                                        "broken off");
                            }
                            return FakeSubmissions.accepted(submission, body);
                        });

        try (var door = cluster.door(settings, moody)) {
            eventually().until(() -> cluster.committed(settings.group(), tenant) == 20);
        }

        assertThat(moody.of(tenant))
                .extracting(g -> new String(g.body(), StandardCharsets.UTF_8))
                .contains("image 0", "image 19");
        assertThat(moody.of(tenant)).hasSize(25);
        assertThat(cluster.deadLetters(tenant)).isEmpty();
    }

    @Test
    void recordThatNeverSucceedsHoldsUpOnlyTheCommit() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        cluster.write(tenant, bytes("poison"), Map.of());
        var submissions =
                new FakeSubmissions(
                        (submission, body) -> {
                            if (Arrays.equals(body, bytes("poison"))) {
                                throw new IllegalStateException("a bug");
                            }
                            return FakeSubmissions.accepted(submission, body);
                        });

        try (var door = cluster.door(settings, submissions)) {
            eventually().until(() -> submissions.of(tenant).size() > 2);
            for (int i = 0; i < 20; i++) {
                cluster.write(tenant, new byte[1 << 20], Map.of());
            }
            eventually().until(() -> countOf(submissions, tenant, 1 << 20) == 20);
        }

        assertThat(cluster.committed(settings.group(), tenant)).isLessThanOrEqualTo(0);
    }

    private static long countOf(FakeSubmissions submissions, TenantId tenant, int bytes) {
        return submissions.of(tenant).stream().filter(g -> g.body().length == bytes).count();
    }

    @Test
    void whatComesAgainInAnyOrderIsAcceptedOnceAndCommitted() throws Exception {
        TenantId tenant = cluster.tenant(3);
        var settings = TestCluster.settings();
        for (int i = 0; i < 60; i++) {
            cluster.write(tenant, bytes("image " + i), Map.of());
        }
        var random = new Random(42);
        var tries = new ConcurrentHashMap<ImageId, Integer>();
        var accepted = new ConcurrentHashMap<ImageId, Integer>();
        var moody =
                new FakeSubmissions(
                        (submission, body) -> {
                            ImageId image = submission.id().orElseThrow();
                            int failures = Math.floorMod(image.hashCode(), 4);
                            if (tries.merge(image, 1, Integer::sum) <= failures) {
                                return new Refused(
                                        Refusal.UNAVAILABLE, new Cause("no-space", "Full."));
                            }
                            new CountDownLatch(1).await(random.nextInt(50), MILLISECONDS);
                            accepted.merge(image, 1, Integer::sum);
                            return FakeSubmissions.accepted(submission, body);
                        });

        try (var door = cluster.door(settings, moody)) {
            eventually().until(() -> cluster.committedOfAll(settings.group(), tenant) == 60);
        }

        assertThat(accepted).hasSize(60);
        assertThat(accepted.values()).containsOnly(1);
        assertThat(cluster.deadLetters(tenant)).isEmpty();
    }

    @Test
    void tombstonesAreRefusedAndMarkersPassedOver() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        String topic = cluster.partition(tenant).topic();
        cluster.producer.send(new ProducerRecord<>(topic, bytes("key"), null)).get();
        var marker = new ProducerRecord<byte[], byte[]>(topic, null);
        marker.headers().add("safelight-marker", new byte[0]);
        cluster.producer.send(marker).get();
        cluster.write(tenant, bytes("image"), Map.of("safelight-marker", new byte[0]));
        var submissions = FakeSubmissions.accepting();

        try (var door = cluster.door(settings, submissions)) {
            eventually().until(() -> cluster.committed(settings.group(), tenant) == 3);
        }

        assertThat(submissions.of(tenant)).hasSize(1);
        assertThat(cluster.deadLetters(tenant))
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(new String(letter, StandardCharsets.UTF_8))
                                        .contains("\"code\":\"empty\""));
    }
}
