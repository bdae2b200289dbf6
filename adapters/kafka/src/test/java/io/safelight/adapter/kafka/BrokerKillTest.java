package io.safelight.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.ports.streams.StreamIds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerKillTest {
    private static final StreamIds IDS = new StreamIds(new byte[] {7});
    private static final String TOPIC = "images.inbound.acme";

    @TempDir private Path folder;

    @Test
    void acknowledgedRecordsAndThePortSurviveAKill() throws Exception {
        var settings = EmbeddedBroker.Settings.in(folder.resolve("kafka"));
        BrokerIdentity identity = BrokerFolder.open(settings.folder()).identity(0);
        Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
        try (var process = BrokerProcess.start(settings.folder())) {
            try (var access =
                    KafkaStreamAccess.open(identity.connection(), TopicSettings.DEFAULT, IDS)) {
                access.grant(new TenantId("acme"), "ana", "secret");
            }
            var producer = TestClients.producer(identity.connection());
            try {
                for (int i = 0; i < 2000; i++) {
                    int number = i;
                    var value = new byte[] {(byte) (i >> 8), (byte) i};
                    var unused =
                            producer.send(
                                    new ProducerRecord<>(TOPIC, value),
                                    (at, failure) -> {
                                        if (failure == null) {
                                            acknowledged.add(number);
                                        }
                                    });
                }
                Awaitility.await().until(() -> acknowledged.size() > 500);
                process.kill();
            } finally {
                producer.close(Duration.ZERO);
            }
        }

        long began = System.nanoTime();
        try (var broker = EmbeddedBroker.start(settings)) {
            System.out.println(
                    "started after a kill in "
                            + Duration.ofNanos(System.nanoTime() - began)
                            + " with "
                            + acknowledged.size()
                            + " acknowledged");
            var found = new HashSet<Integer>();
            TestClients.read(broker.connection(), TOPIC, "g")
                    .forEach(r -> found.add((r.value()[0] << 8) | (r.value()[1] & 0xff)));
            assertThat(found).containsAll(acknowledged);
            assertThat(broker.bootstrap()).endsWith(":" + identity.port());
        }
    }
}
