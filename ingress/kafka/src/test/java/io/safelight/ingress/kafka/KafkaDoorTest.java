package io.safelight.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Source;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.StreamCoordinates;
import io.safelight.ports.submissions.SubmissionAnswer.Refusal;
import io.safelight.ports.submissions.SubmissionAnswer.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
@SuppressWarnings("try") // a door works without being spoken to
final class KafkaDoorTest {
    private static final Map<String, byte[]> NO_HEADERS = Map.of();

    private Path folder;
    private TestCluster cluster;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        cluster = new TestCluster(temporary);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void recordBecomesASubmissionOfTheTopicsTenant() throws Exception {
        TenantId tenant = cluster.tenant();
        var submissions = FakeSubmissions.accepting();
        RecordMetadata at =
                cluster.write(
                        tenant,
                        bytes("image"),
                        Map.of(
                                "filename", bytes("Kätzchen.jpg"),
                                "sha-256", bytes("00ff"),
                                "attributes", bytes("{\"a\":1}"),
                                "idempotency-key", bytes("key"),
                                "content-type", bytes("image/jpeg"),
                                "tenant", bytes("another")));

        try (var door = cluster.door(TestCluster.settings(), submissions)) {
            await().until(() -> submissions.of(tenant).size() == 1);
        }

        var given = submissions.of(tenant).getFirst();
        var submission = given.submission();
        assertThat(given.body()).isEqualTo(bytes("image"));
        assertThat(submission.origin().tenant()).isEqualTo(tenant);
        assertThat(submission.origin().source()).isEqualTo(Source.KAFKA);
        assertThat(submission.origin().principal().value()).isEqualTo("stream");
        assertThat(submission.receivedAt()).isEqualTo(Instant.ofEpochMilli(at.timestamp()));
        assertThat(given.id()).isEqualTo(idOf(at));
        assertThat(submission.claims().filename()).contains("Kätzchen.jpg");
        assertThat(submission.claims().sha256()).contains("00ff");
        assertThat(submission.claims().attributes()).contains("{\"a\":1}");
        assertThat(submission.claims().idempotencyKey()).contains("key");
    }

    @Test
    void whatWasTakenInIsCommittedAndDeleted() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        for (int i = 0; i < 5; i++) {
            cluster.write(tenant, bytes("image " + i), NO_HEADERS);
        }

        try (var door = cluster.door(settings, FakeSubmissions.accepting())) {
            await().until(() -> cluster.committed(settings.group(), tenant) == 5);
            await().until(() -> cluster.logStart(tenant) == 5);
        }
    }

    @Test
    void redeliveredRecordIsTheSameImage() throws Exception {
        TenantId tenant = cluster.tenant();
        cluster.write(tenant, bytes("image"), NO_HEADERS);
        var slow = settingsThatDeleteLate();
        var first = FakeSubmissions.accepting();
        var second = FakeSubmissions.accepting();

        try (var door = cluster.door(slow, first);
                var other = cluster.door(settingsThatDeleteLate(), second)) {
            await().until(() -> first.of(tenant).size() == 1 && second.of(tenant).size() == 1);
        }

        assertThat(second.of(tenant).getFirst().id()).isEqualTo(first.of(tenant).getFirst().id());
    }

    @Test
    void whatWasNotAnsweredIsNotCommittedAndComesAgain() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        var never = new CountDownLatch(1);
        cluster.write(tenant, bytes("stuck"), NO_HEADERS);
        cluster.write(tenant, bytes("good"), NO_HEADERS);
        var stuck =
                new FakeSubmissions(
                        (submission, body) -> {
                            if (Arrays.equals(body, bytes("stuck"))) {
                                never.await();
                            }
                            return FakeSubmissions.accepted(submission, body);
                        });
        try (var door = cluster.door(settings, stuck)) {
            await().until(() -> stuck.of(tenant).size() == 2);
        }
        assertThat(cluster.committed(settings.group(), tenant)).isLessThanOrEqualTo(0);

        var healthy = FakeSubmissions.accepting();
        try (var door = cluster.door(settings, healthy)) {
            await().until(() -> cluster.committed(settings.group(), tenant) == 2);
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
            cluster.write(tenant, bytes("image " + i), NO_HEADERS);
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
            await().until(() -> cluster.committed(settings.group(), tenant) == 20);
        }

        assertThat(moody.of(tenant))
                .extracting(g -> new String(g.body(), StandardCharsets.UTF_8))
                .contains("image 0", "image 19");
        assertThat(moody.of(tenant)).hasSize(25);
        assertThat(cluster.deadLetters(tenant)).isEmpty();
    }

    @Test
    void tenantThatCannotGoOnHoldsUpNobodyElse() throws Exception {
        TenantId stuck = cluster.tenant();
        TenantId lively = cluster.tenant();
        var settings = TestCluster.settings();
        for (int i = 0; i < 20; i++) {
            cluster.write(stuck, new byte[1 << 20], NO_HEADERS);
        }
        var submissions =
                new FakeSubmissions(
                        (submission, body) ->
                                submission.origin().tenant().equals(stuck)
                                        ? new Refused(
                                                Refusal.UNAVAILABLE, new Cause("quota", "Full."))
                                        : FakeSubmissions.accepted(submission, body));

        try (var door = cluster.door(settings, submissions)) {
            await().until(() -> submissions.of(stuck).size() > 10);
            for (int i = 0; i < 20; i++) {
                cluster.write(lively, new byte[1 << 20], NO_HEADERS);
            }
            await().until(() -> cluster.committed(settings.group(), lively) == 20);
        }
        assertThat(cluster.committed(settings.group(), stuck)).isLessThanOrEqualTo(0);
        assertThat(cluster.logStart(stuck)).isZero();
    }

    @Test
    void recordThatNeverSucceedsHoldsUpOnlyTheCommit() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        cluster.write(tenant, bytes("poison"), NO_HEADERS);
        var submissions =
                new FakeSubmissions(
                        (submission, body) -> {
                            if (Arrays.equals(body, bytes("poison"))) {
                                throw new IllegalStateException("a bug");
                            }
                            return FakeSubmissions.accepted(submission, body);
                        });

        try (var door = cluster.door(settings, submissions)) {
            await().until(() -> submissions.of(tenant).size() > 2);
            for (int i = 0; i < 20; i++) {
                cluster.write(tenant, new byte[1 << 20], NO_HEADERS);
            }
            await().until(() -> countOf(submissions, tenant, 1 << 20) == 20);
        }

        assertThat(cluster.committed(settings.group(), tenant)).isLessThanOrEqualTo(0);
    }

    @Test
    void bytesInFlightAreBounded() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        for (int i = 0; i < 200; i++) {
            var unused =
                    cluster.producer.send(
                            new ProducerRecord<>(
                                    cluster.partition(tenant).topic(), new byte[1 << 20]));
        }
        cluster.producer.flush();
        var now = new AtomicLong();
        var most = new AtomicLong();
        var turn = new Semaphore(0);
        var slow =
                new FakeSubmissions(
                        (submission, body) -> {
                            most.accumulateAndGet(now.addAndGet(body.length), Math::max);
                            turn.acquire();
                            now.addAndGet(-body.length);
                            return FakeSubmissions.accepted(submission, body);
                        });

        try (var door = cluster.door(settings, slow)) {
            await().until(() -> now.get() == settings.bytesInFlight());
            turn.release(10_000);
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> cluster.committed(settings.group(), tenant) == 200);
        }

        assertThat(most.get()).isLessThanOrEqualTo(settings.bytesInFlight());
        assertThat(slow.of(tenant)).hasSize(200);
    }

    @Test
    void closingWaitsForWorkButNotForWhatHasNoRoom() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings =
                settings(Duration.ofMillis(200), Duration.ofMinutes(15), Duration.ofSeconds(30));
        for (int i = 0; i < 20; i++) {
            cluster.write(tenant, new byte[1 << 20], NO_HEADERS);
        }
        var turn = new Semaphore(0);
        var slow =
                new FakeSubmissions(
                        (submission, body) -> {
                            if (submission.origin().tenant().equals(tenant)) {
                                turn.acquire();
                            }
                            return FakeSubmissions.accepted(submission, body);
                        });

        var door = cluster.door(settings, slow);
        await().until(() -> slow.of(tenant).size() == 8);
        Thread closing = Thread.ofVirtual().start(door::close);
        await().until(() -> door.status() instanceof KafkaDoor.Status.NotReady);
        turn.release(8);

        assertThat(closing.join(Duration.ofSeconds(15))).isTrue();
        long taken = slow.of(tenant).size();
        assertThat(cluster.committed(settings.group(), tenant)).isEqualTo(taken);
        assertThat(taken).isLessThan(20);
    }

    @Test
    void refusedRecordIsADeadLetterWithoutItsValue() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        RecordMetadata at =
                cluster.write(
                        tenant,
                        bytes("SECRETVALUE"),
                        Map.of("attributes", bytes("{\"a\":\"SECRETATTRIBUTE\"}")));
        var refusing =
                new FakeSubmissions(
                        (submission, body) ->
                                new Refused(
                                        Refusal.UNSUPPORTED,
                                        new Cause("not-an-image", "Not \"an\" image.\n")));

        try (var door = cluster.door(settings, refusing)) {
            await().until(() -> cluster.committed(settings.group(), tenant) == 1);
        }

        assertThat(cluster.deadLetters(tenant))
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(new String(letter, StandardCharsets.UTF_8))
                                        .isEqualTo(
                                                """
                                                {"code":"not-an-image","text":"Not \\"an\\" image.\\u000a","topic":"images.inbound.%s","partition":0,"offset":0,"timestamp":"%s","image":"%s"}\
                                                """
                                                        .formatted(
                                                                tenant,
                                                                Instant.ofEpochMilli(
                                                                        at.timestamp()),
                                                                idOf(at))));
    }

    @Test
    void whatCannotBeAnImageIsNotSubmitted() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        cluster.producer.send(new ProducerRecord<>(cluster.partition(tenant).topic(), null)).get();
        cluster.write(tenant, new byte[0], NO_HEADERS);
        cluster.write(tenant, new byte[(4 << 20) + 1], NO_HEADERS);
        cluster.write(tenant, bytes("image"), Map.of("filename", new byte[] {(byte) 0xff}));
        cluster.write(tenant, bytes("image"), Map.of("attributes", new byte[9000]));
        cluster.write(tenant, bytes("image"), Map.of("anything", new byte[70_000]));
        var submissions = FakeSubmissions.accepting();

        try (var door = cluster.door(settings, submissions)) {
            await().until(() -> cluster.committed(settings.group(), tenant) == 6);
        }

        assertThat(submissions.of(tenant)).isEmpty();
        assertThat(cluster.deadLetters(tenant))
                .extracting(letter -> new String(letter, StandardCharsets.UTF_8).split("\"")[3])
                .containsExactlyInAnyOrder(
                        "empty", "empty", "too-large", "malformed", "malformed", "malformed");
    }

    @Test
    void topicOfANewTenantIsFoundWhileTheDoorIsOpen() throws Exception {
        var submissions = FakeSubmissions.accepting();
        try (var door = cluster.door(TestCluster.settings(), submissions)) {
            await().until(() -> door.status() instanceof KafkaDoor.Status.Ready);

            TenantId tenant = cluster.tenant();
            cluster.write(tenant, bytes("image"), NO_HEADERS);

            await().until(() -> submissions.of(tenant).size() == 1);
        }
    }

    @Test
    void recordsWithTheSendersTimeAreNotTaken() throws Exception {
        var tenant = new TenantId("t-" + UUID.randomUUID());
        cluster.admin
                .createTopics(
                        List.of(new NewTopic(cluster.partition(tenant).topic(), 1, (short) 1)))
                .all()
                .get();
        cluster.write(tenant, bytes("image"), NO_HEADERS);
        TenantId healthy = cluster.tenant();
        cluster.write(healthy, bytes("image"), NO_HEADERS);
        var settings = TestCluster.settings();
        var submissions = FakeSubmissions.accepting();

        try (var door = cluster.door(settings, submissions)) {
            await().until(() -> cluster.committed(settings.group(), healthy) == 1);
        }

        assertThat(submissions.of(tenant)).isEmpty();
        assertThat(cluster.committed(settings.group(), tenant)).isLessThanOrEqualTo(0);
        assertThat(cluster.logStart(tenant)).isZero();
    }

    @Test
    void quietPartitionClosesItsFile() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = settings(Duration.ofMillis(200), Duration.ofSeconds(2));
        cluster.write(tenant, bytes("image"), NO_HEADERS);
        Path log = folder.resolve("kafka/log/" + cluster.partition(tenant));

        try (var door = cluster.door(settings, FakeSubmissions.accepting())) {
            await().until(() -> Files.exists(log.resolve("00000000000000000001.log")));
            await().until(() -> cluster.logStart(tenant) == 2);
        }

        assertThat(cluster.deadLetters(tenant)).isEmpty();
    }

    @Test
    void topicThatIsMadeAnewHoldsOtherImages() throws Exception {
        TenantId tenant = cluster.tenant();
        var submissions = FakeSubmissions.accepting();
        try (var door = cluster.door(TestCluster.settings(), submissions)) {
            cluster.write(tenant, bytes("one"), NO_HEADERS);
            cluster.write(tenant, bytes("two"), NO_HEADERS);
            await().until(() -> submissions.of(tenant).size() == 2);

            cluster.admin.deleteTopics(List.of(cluster.partition(tenant).topic())).all().get();
            new io.safelight.adapter.kafka.KafkaTopics(cluster.admin, TestCluster.TOPICS)
                    .ensure(tenant);
            RecordMetadata at = cluster.write(tenant, bytes("three"), NO_HEADERS);

            await().until(() -> submissions.of(tenant).size() == 3);
            assertThat(submissions.of(tenant).getLast().id()).isEqualTo(idOf(at));
        }
    }

    private static long countOf(FakeSubmissions submissions, TenantId tenant, int bytes) {
        return submissions.of(tenant).stream().filter(g -> g.body().length == bytes).count();
    }

    private ImageId idOf(RecordMetadata at) throws Exception {
        String topicId =
                cluster.admin
                        .describeTopics(List.of(at.topic()))
                        .allTopicNames()
                        .get()
                        .values()
                        .iterator()
                        .next()
                        .topicId()
                        .toString();
        return cluster.ids.idOf(
                new StreamCoordinates(
                        cluster.broker.clusterId(), topicId, at.partition(), at.offset()),
                Instant.ofEpochMilli(at.timestamp()));
    }

    private static DoorSettings settingsThatDeleteLate() {
        return settings(Duration.ofMinutes(5), Duration.ofMinutes(15));
    }

    private static DoorSettings settings(Duration deletion, Duration quiet) {
        return settings(deletion, quiet, TestCluster.settings().drain());
    }

    private static DoorSettings settings(Duration deletion, Duration quiet, Duration drain) {
        DoorSettings usual = TestCluster.settings();
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
