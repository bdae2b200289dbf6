package io.safelight.ingress.kafka;

import static io.safelight.ingress.kafka.TestCluster.bytes;
import static io.safelight.ingress.kafka.TestCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Source;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.SubmissionAnswer.Refusal;
import io.safelight.ports.submissions.SubmissionAnswer.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** What a record becomes. */
@SuppressWarnings("try") // a door works without being spoken to
final class KafkaDoorRecordsTest extends OnTestCluster {

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
            eventually().until(() -> submissions.of(tenant).size() == 1);
        }

        var given = submissions.of(tenant).getFirst();
        var submission = given.submission();
        assertThat(given.body()).isEqualTo(bytes("image"));
        assertThat(submission.origin().tenant()).isEqualTo(tenant);
        assertThat(submission.origin().source()).isEqualTo(Source.KAFKA);
        assertThat(submission.origin().principal().value()).isEqualTo("stream");
        assertThat(submission.receivedAt()).isEqualTo(Instant.ofEpochMilli(at.timestamp()));
        assertThat(given.id()).isEqualTo(cluster.idOf(at));
        assertThat(submission.claims().filename()).contains("Kätzchen.jpg");
        assertThat(submission.claims().sha256()).contains("00ff");
        assertThat(submission.claims().attributes()).contains("{\"a\":1}");
        assertThat(submission.claims().idempotencyKey()).contains("key");
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
            eventually().until(() -> cluster.committed(settings.group(), tenant) == 1);
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
                                                                cluster.idOf(at))));
    }

    @Test
    void whatCannotBeAnImageIsNotSubmitted() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        cluster.producer.send(new ProducerRecord<>(cluster.partition(tenant).topic(), null)).get();
        cluster.write(tenant, new byte[0], Map.of());
        cluster.write(tenant, new byte[(4 << 20) + 1], Map.of());
        cluster.write(tenant, bytes("image"), Map.of("filename", new byte[] {(byte) 0xff}));
        cluster.write(tenant, bytes("image"), Map.of("attributes", new byte[9000]));
        cluster.write(tenant, bytes("image"), Map.of("anything", new byte[70_000]));
        var submissions = FakeSubmissions.accepting();

        try (var door = cluster.door(settings, submissions)) {
            eventually().until(() -> cluster.committed(settings.group(), tenant) == 6);
        }

        assertThat(submissions.of(tenant)).isEmpty();
        assertThat(cluster.deadLetters(tenant))
                .extracting(letter -> new String(letter, StandardCharsets.UTF_8).split("\"")[3])
                .containsExactlyInAnyOrder(
                        "empty", "empty", "too-large", "malformed", "malformed", "malformed");
    }

    @Test
    void recordsOfAHundredThousandHeadersAreDeadLettersAndTheNextIsTaken() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        for (int i = 0; i < 20; i++) {
            var heavy =
                    new ProducerRecord<byte[], byte[]>(
                            cluster.partition(tenant).topic(), bytes("image"));
            for (int header = 0; header < 100_000; header++) {
                heavy.headers().add("", null);
            }
            var unused = cluster.producer.send(heavy);
        }
        cluster.write(tenant, bytes("image"), Map.of());
        var submissions = FakeSubmissions.accepting();

        try (var door = cluster.door(settings, submissions)) {
            eventually().until(() -> cluster.committed(settings.group(), tenant) == 21);
        }

        assertThat(submissions.of(tenant)).hasSize(1);
        assertThat(cluster.deadLetters(tenant))
                .hasSize(20)
                .allSatisfy(
                        letter ->
                                assertThat(new String(letter, StandardCharsets.UTF_8))
                                        .contains("\"malformed\"", "at most 100 headers"));
    }

    @Test
    void recordsWithTheSendersTimeAreNotTaken() throws Exception {
        var tenant = new TenantId("t-" + UUID.randomUUID());
        cluster.admin
                .createTopics(
                        List.of(new NewTopic(cluster.partition(tenant).topic(), 1, (short) 1)))
                .all()
                .get();
        cluster.write(tenant, bytes("image"), Map.of());
        TenantId healthy = cluster.tenant();
        cluster.write(healthy, bytes("image"), Map.of());
        var settings = TestCluster.settings();
        var submissions = FakeSubmissions.accepting();

        try (var door = cluster.door(settings, submissions)) {
            eventually().until(() -> cluster.committed(settings.group(), healthy) == 1);
        }

        assertThat(submissions.of(tenant)).isEmpty();
        assertThat(cluster.committed(settings.group(), tenant)).isLessThanOrEqualTo(0);
        assertThat(cluster.logStart(tenant)).isZero();
    }

    @Test
    void recordOfThePublisherHasThePrincipalThatPublishedIt() throws Exception {
        TenantId tenant = cluster.tenant();
        var submissions = FakeSubmissions.accepting();

        try (var publisher = cluster.publisher();
                var door = cluster.door(TestCluster.settings(), submissions)) {
            var published =
                    publisher.publish(
                            tenant,
                            new PrincipalId("ana@acme.example"),
                            bytes("image"),
                            Submission.Claims.NONE);
            eventually().until(() -> submissions.of(tenant).size() == 1);

            assertThat(submissions.of(tenant).getFirst().id()).isEqualTo(published.image());
        }

        assertThat(submissions.of(tenant).getFirst().submission().origin().principal())
                .isEqualTo(new PrincipalId("ana@acme.example"));
    }

    @Test
    void whoMayOnlyWriteCannotTakeAnothersName() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        String signedElsewhere =
                cluster.ids
                        .principals()
                        .sign(new TenantId("other"), new PrincipalId("ana"), bytes("image"));
        cluster.write(
                tenant, bytes("image"), Map.of("safelight-principal", bytes(signedElsewhere)));
        cluster.write(tenant, bytes("image"), Map.of("safelight-principal", bytes("ana")));
        var submissions = FakeSubmissions.accepting();

        try (var door = cluster.door(settings, submissions)) {
            eventually().until(() -> cluster.committed(settings.group(), tenant) == 2);
        }

        assertThat(submissions.of(tenant)).isEmpty();
        assertThat(cluster.deadLetters(tenant))
                .hasSize(2)
                .allSatisfy(
                        letter ->
                                assertThat(new String(letter, StandardCharsets.UTF_8))
                                        .contains("unproven-principal"));
    }
}
