package io.safelight.ingress.kafka;

import static io.safelight.ingress.kafka.TestCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.adapter.kafka.KafkaTopics;
import io.safelight.adapter.kafka.TopicSettings;
import io.safelight.domain.identity.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lies on the disk while nothing runs. */
@Timeout(90)
@SuppressWarnings("try") // a door works without being spoken to
final class KafkaDoorStopTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final String SENTINEL = "these bytes are an image";
    private static final int ROUNDS = 2;

    @TempDir private Path folder;

    @Test
    void imageThatWasTakenInIsNotInTheFilesOfAStoppedBroker() throws Exception {
        DoorSettings settings = TestCluster.settings();
        var submissions = FakeSubmissions.accepting();
        for (int round = 1; round <= ROUNDS; round++) {
            int images = round;
            var cluster = new TestCluster(folder);
            try {
                new KafkaTopics(cluster.admin, TopicSettings.DEFAULT).ensure(ACME);
                cluster.write(ACME, SENTINEL.getBytes(StandardCharsets.UTF_8), Map.of());
                try (var door = cluster.door(settings, submissions)) {
                    eventually().until(() -> submissions.of(ACME).size() == images);
                }
                assertThat(cluster.deadLetters(ACME)).isEmpty();
            } finally {
                long began = System.nanoTime();
                cluster.close();
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .isLessThan(Duration.ofSeconds(10));
            }

            assertThat(holdsSentinel()).isFalse();
        }
    }

    private boolean holdsSentinel() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(SENTINEL)) {
                    return true;
                }
            }
        }
        return false;
    }
}
