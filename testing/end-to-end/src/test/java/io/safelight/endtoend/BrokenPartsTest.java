package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Client.Answer;
import io.safelight.endtoend.program.KafkaClient;
import io.safelight.endtoend.program.LockedFile;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A part of the platform fails: what needs it says so and when to come back, the rest goes on, and
 * nothing is left half done.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class BrokenPartsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Pictures pictures = Pictures.seeded(4);
    private final PlatformProcess platform;
    private final Client client;

    BrokenPartsTest(@TempDir Path folder) throws IOException {
        platform = PlatformProcess.ready(folder.resolve("data"));
        client = platform.administrator();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void whileAnotherProgramHasLockedTheLedgerNothingIsTakenAndReadsGoOn() throws Exception {
        byte[] image = pictures.with("comes in a bad moment");
        String earlier = client.upload(pictures.with("earlier"));
        client.awaitFinal(earlier);
        List<Path> objects = originals();
        int images = client.images().size();

        Answer refused;
        try (var _ = LockedFile.of(platform.data().resolve("ledger/ledger.sqlite"))) {
            refused = client.post("/v1/images", image, "Idempotency-Key", "once");

            assertThat(client.get("/v1/images/" + earlier).status()).isEqualTo(200);
            assertThat(client.get("/v1/images/" + earlier + "/content").expect(200).body())
                    .isEqualTo(pictures.with("earlier"));
        }
        assertThat(refused.expect(503).json().path("code").asText())
                .isEqualTo("storage-unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(client.images()).hasSize(images);
        assertThat(originals()).isEqualTo(objects);

        Answer taken = client.post("/v1/images", image, "Idempotency-Key", "once").expect(201);
        JsonNode record = client.awaitFinal(taken.json().path("id").asText());
        assertThat(record.path("state").asText()).isEqualTo("completed");
        assertThat(client.images()).hasSize(images + 1);
        assertThat(originals()).hasSize(objects.size() + 1);
    }

    @Test
    void whileTheBrokerIsAwayTheHttpDoorGoesOn() throws Exception {
        JsonNode token = client.newToken("engineers");
        Client member = platform.client(token.path("token").asText());
        Path records = platform.data().resolve("kafka/log");
        Path aside = platform.data().resolve("kafka/aside");
        try (KafkaClient kafka = KafkaClient.of(token)) {
            kafka.send(pictures.with("before"), "{\"n\":1}");
            member.awaitCount("SELECT count(*) FROM images", 1);

            // As a volume that was taken away. The file keeps the broker from beginning anew.
            Files.move(records, aside);
            Files.createFile(records);
            try {
                awaitStream(false);
                assertHttpGoesOn(member);
            } finally {
                Files.delete(records);
                Files.move(aside, records);
            }

            awaitStream(true);
            kafka.send(pictures.with("after"), "{\"n\":2}");
        }
        member.awaitCount("SELECT count(*) FROM images WHERE source = 'kafka'", 2);
        assertThat(client.get("/readyz").status()).isEqualTo(200);
    }

    private void assertHttpGoesOn(Client member) throws IOException {
        Answer ready = client.get("/readyz").expect(503);
        assertThat(ready.json().path("dependencies").path("ledger").asText()).isEqualTo("ready");
        JsonNode stream = client.status().path("dependencies").path("stream");
        assertThat(stream.path("detail").asText()).isNotBlank();

        Answer published = member.post("/v1/stream/images", pictures.with("to the stream"));
        assertThat(published.expect(503).json().path("code").asText())
                .isEqualTo("stream-unavailable");
        assertThat(published.headers().firstValue("Retry-After")).isPresent();

        String id = member.upload(pictures.with("meanwhile"));
        assertThat(member.awaitFinal(id).path("state").asText()).isEqualTo("completed");
        member.awaitCount("SELECT count(*) FROM images WHERE image_id = '" + id + "'", 1);
    }

    private void awaitStream(boolean ready) {
        await("stream ready: " + ready)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () ->
                                client.get("/readyz")
                                                .json()
                                                .path("dependencies")
                                                .path("stream")
                                                .asText()
                                                .equals("ready")
                                        == ready);
    }

    private List<Path> originals() throws IOException {
        try (Stream<Path> files = Files.walk(platform.data().resolve("objects/raw"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
