package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Client.Answer;
import io.safelight.endtoend.program.KafkaClient;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 9: ingest stops at its floor of free space, before the disk is full, and recovers. */
@Timeout(240)
class FullDiskTest {
    /** Above the floor at first; the filler takes twice as much. */
    private static final long ROOM_MIB = 512;

    @TempDir Path folder;

    @Test
    void nothingIsTakenBelowTheFloorNothingIsLostAndItRecovers() throws Exception {
        long freeMib = Files.getFileStore(folder).getUsableSpace() >> 20;
        String floor = (freeMib - ROOM_MIB) + "MiB";
        Path filler = folder.resolve("filler");
        var pictures = Pictures.seeded(9);
        try (var platform =
                        PlatformProcess.ready(
                                folder.resolve("data"),
                                "--set",
                                "ingest.free-space-floor=" + floor);
                KafkaClient kafka = KafkaClient.of(platform.administrator().newToken("acme"))) {
            Client client = platform.administrator();
            String before = client.upload(pictures.with("before"));

            allocate(filler, 2 * ROOM_MIB);
            Answer refused = awaitRefusal(client, pictures);
            kafka.send(pictures.with("by kafka"), "{\"n\":\"kafka\"}");

            assertThat(refused.json().path("code").asText()).isEqualTo("storage-full");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(client.awaitFinal(before).path("state").asText()).isEqualTo("completed");
            assertThat(client.get("/readyz").status()).isEqualTo(503);
            assertThat(client.image(before).path("sha256").asText())
                    .isEqualTo(Pictures.sha256(pictures.with("before")));

            Files.delete(filler);
            String after = awaitUpload(client, pictures.with("after"));

            assertThat(client.awaitFinal(after).path("state").asText()).isEqualTo("completed");
            client.awaitCount(
                    "SELECT count(*) FROM images WHERE attributes->>'n' = 'kafka'"
                            + " AND state = 'completed'",
                    1);
            await("ready again").until(() -> client.get("/readyz").status() == 200);
        }
    }

    /** What is taken until it is noticed may not be more than the room above the floor. */
    private static Answer awaitRefusal(Client client, Pictures pictures) {
        return await("refused")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> client.post("/v1/images", pictures.with("full")),
                        answer -> answer.status() == 503);
    }

    private static String awaitUpload(Client client, byte[] image) throws IOException {
        Answer taken =
                await("taken again")
                        .atMost(Duration.ofSeconds(60))
                        .until(
                                () -> client.post("/v1/images", image),
                                answer -> answer.status() == 201);
        JsonNode json = taken.json();
        return json.path("id").asText();
    }

    private static void allocate(Path file, long mib) throws Exception {
        Process allocation =
                new ProcessBuilder("fallocate", "-l", mib + "MiB", file.toString()).start();
        assertThat(allocation.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(allocation.exitValue()).isZero();
    }
}
