package io.safelight.ingress.kafka;

import static io.safelight.ingress.kafka.TestCluster.bytes;
import static io.safelight.ingress.kafka.TestCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Cause;
import io.safelight.ports.submissions.SubmissionAnswer.Refusal;
import io.safelight.ports.submissions.SubmissionAnswer.Refused;
import io.safelight.telemetry.Meters;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** However much lies on the topics, memory is bounded and nobody holds up the others. */
@SuppressWarnings("try") // a door works without being spoken to
final class KafkaDoorPressureTest extends OnTestCluster {

    @Test
    void tenantThatCannotGoOnHoldsUpNobodyElse() throws Exception {
        TenantId stuck = cluster.tenant();
        TenantId lively = cluster.tenant();
        var settings = TestCluster.settings();
        for (int i = 0; i < 20; i++) {
            cluster.write(stuck, new byte[1 << 20], Map.of());
        }
        var submissions =
                new FakeSubmissions(
                        (submission, body) ->
                                submission.origin().tenant().equals(stuck)
                                        ? new Refused(
                                                Refusal.UNAVAILABLE, new Cause("quota", "Full."))
                                        : FakeSubmissions.accepted(submission, body));

        try (var door = cluster.door(settings, submissions)) {
            eventually().until(() -> submissions.of(stuck).size() > 10);
            for (int i = 0; i < 20; i++) {
                cluster.write(lively, new byte[1 << 20], Map.of());
            }
            eventually().until(() -> cluster.committed(settings.group(), lively) == 20);
        }
        assertThat(cluster.committed(settings.group(), stuck)).isLessThanOrEqualTo(0);
        assertThat(cluster.logStart(stuck)).isZero();
    }

    @Test
    void recordThatCannotBeTakenIsTriedAgainHoweverManyOthersCouldBe() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        int records = (int) PartitionProgress.MAX_AHEAD + 2000;
        for (int i = 0; i < records; i++) {
            var record =
                    new ProducerRecord<byte[], byte[]>(
                            cluster.partition(tenant).topic(), bytes("image " + i));
            var unused = cluster.producer.send(record);
        }
        cluster.producer.flush();
        var fails = new AtomicBoolean(true);
        var taken = new AtomicLong();
        var submissions =
                new FakeSubmissions(
                        (submission, body) -> {
                            if (fails.get() && Arrays.equals(body, bytes("image 0"))) {
                                throw new IllegalStateException("a bug that one image meets");
                            }
                            if (submission.origin().tenant().equals(tenant)) {
                                taken.incrementAndGet();
                            }
                            return FakeSubmissions.accepted(submission, body);
                        });

        try (var door = cluster.door(settings, submissions)) {
            eventually().until(() -> taken.get() == PartitionProgress.MAX_AHEAD - 1);
            assertThat(cluster.committed(settings.group(), tenant)).isLessThanOrEqualTo(0);

            fails.set(false);
            eventually().until(() -> cluster.committed(settings.group(), tenant) == records);
        }

        assertThat(taken.get()).isEqualTo(records);
    }

    @Test
    void bytesInFlightAreBounded() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        for (int i = 0; i < 32; i++) {
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
            eventually().until(() -> now.get() == settings.bytesInFlight());
            turn.release(10_000);
            eventually().until(() -> cluster.committed(settings.group(), tenant) == 32);
        }

        assertThat(most.get()).isLessThanOrEqualTo(settings.bytesInFlight());
        assertThat(slow.of(tenant)).hasSize(32);
    }

    @Test
    void closingWaitsForWorkButNotForWhatHasNoRoom() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings =
                TestCluster.settings(
                        Duration.ofMillis(200), Duration.ofMinutes(15), Duration.ofSeconds(30));
        for (int i = 0; i < 20; i++) {
            cluster.write(tenant, new byte[1 << 20], Map.of());
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
        eventually().until(() -> slow.of(tenant).size() == 8);
        Thread closing = Thread.ofVirtual().start(door::close);
        eventually().until(() -> door.status() instanceof KafkaDoor.Status.NotReady);
        turn.release(8);

        assertThat(closing.join(Duration.ofSeconds(15))).isTrue();
        long taken = slow.of(tenant).size();
        assertThat(cluster.committed(settings.group(), tenant)).isEqualTo(taken);
        assertThat(taken).isLessThan(20);
    }

    @Test
    void batchesThatUnpackToAThousandTimesTheirSizeAreTakenInPortions() throws Exception {
        TenantId tenant = cluster.tenant();
        var settings = TestCluster.settings();
        int images = 48;
        cluster.writeCompressed(tenant, new byte[Math.toIntExact(settings.maxBytes())], images);
        var turn = new Semaphore(0);
        var slow =
                new FakeSubmissions(
                        (submission, body) -> {
                            if (submission.origin().tenant().equals(tenant)) {
                                turn.acquire();
                            }
                            return FakeSubmissions.accepted(submission, body);
                        });
        var meters = Meters.prometheus();

        try (var door = cluster.door(settings, slow, meters)) {
            eventually().until(() -> slow.of(tenant).size() == 2);
            assertThat(waiting(meters)).isBetween(1, 5);
            turn.release(images);
            eventually().until(() -> cluster.committed(settings.group(), tenant) == images);
        }

        assertThat(slow.of(tenant)).hasSize(images);
    }

    @Test
    void manyPartitionsAreAllTaken() throws Exception {
        TenantId tenant = cluster.tenant(100);
        var settings = TestCluster.settings();
        for (int i = 0; i < 300; i++) {
            var record =
                    new ProducerRecord<byte[], byte[]>(
                            cluster.partition(tenant).topic(), i % 100, null, bytes("image " + i));
            cluster.producer.send(record).get();
        }
        var submissions = FakeSubmissions.accepting();

        try (var door = cluster.door(settings, submissions)) {
            eventually().until(() -> cluster.committedOfAll(settings.group(), tenant) == 300);
        }

        assertThat(submissions.of(tenant))
                .extracting(FakeSubmissions.Given::id)
                .doesNotHaveDuplicates()
                .hasSize(300);
    }

    /** How many records the door holds in memory that are not being submitted. */
    private static int waiting(Meters meters) {
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith("intake_waiting_records "))
                .mapToInt(line -> (int) Double.parseDouble(line.split(" ")[1]))
                .findFirst()
                .orElseThrow();
    }
}
