package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.adapter.clamd.EicarTestFile;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
import io.safelight.endtoend.program.Processes;
import io.safelight.endtoend.program.Processes.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Promise 2: nothing unscanned is processed or served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NothingUnscannedTest {
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final Pictures pictures = Pictures.seeded(2);
    private final PlatformProcess platform;
    private final Client client;

    NothingUnscannedTest(@TempDir Path folder) throws IOException {
        platform = PlatformProcess.ready(folder.resolve("data"));
        client = platform.administrator();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void imagesWaitWhileTheScannerIsSilentAndGoOnWhenItIsBack() throws IOException {
        Seen clamd = clamd();
        Processes.signal("STOP", clamd);
        try {
            awaitScanner(false);
            List<String> images = uploaded("silent", 5);

            await("nothing moves")
                    .during(LOOK)
                    .atMost(LOOK.multipliedBy(10))
                    .untilAsserted(() -> assertThat(states(images)).containsOnly("received"));
            assertThat(client.get("/v1/images/" + images.getFirst() + "/content").status())
                    .isEqualTo(409);
            assertThat(client.get("/readyz").status()).isEqualTo(503);

            Processes.signal("CONT", clamd);
            awaitScanner(true);
            for (String image : images) {
                assertScannedAndCompleted(client.awaitFinal(image));
            }
        } finally {
            Processes.signal("CONT", clamd);
        }
    }

    @Test
    void imagesGoOnWithTheNextScannerWhenOneIsKilled() throws IOException {
        Seen clamd = clamd();

        Processes.signal("KILL", clamd);
        List<String> images = uploaded("killed", 5);

        for (String image : images) {
            assertScannedAndCompleted(client.awaitFinal(image));
        }
        assertThat(clamd()).isNotEqualTo(clamd);
    }

    @Test
    void infectedImageIsQuarantinedAndNoProgramEverSeesIt() throws IOException {
        String id = client.upload(pictures.with(EicarTestFile.bytes()));

        JsonNode image = client.awaitFinal(id);
        assertThat(image.path("state").asText()).isEqualTo("quarantined");
        assertThat(image.path("scan").path("verdict").asText()).isEqualTo("infected");
        assertThat(image.path("outputs")).isEmpty();
        assertThat(image.path("programs")).isEmpty();
        assertThat(image.has("probe")).isFalse();
        assertThat(client.get("/v1/images/" + id + "/content").status()).isEqualTo(403);
        assertThat(client.get("/v1/images/" + id + "/outputs/renditions/thumb.webp").status())
                .isEqualTo(403);
        client.awaitCount(
                "SELECT count(*) FROM images WHERE image_id = '%s' AND verdict = 'infected' AND state = 'quarantined' AND width IS NULL"
                        .formatted(id),
                1);
    }

    private static void assertScannedAndCompleted(JsonNode image) {
        assertThat(image.path("state").asText()).as(image.toString()).isEqualTo("completed");
        assertThat(image.path("scan").path("verdict").asText()).isEqualTo("clean");
    }

    private List<String> uploaded(String name, int count) throws IOException {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            ids.add(client.upload(pictures.with(name + i)));
        }
        return ids;
    }

    private List<String> states(List<String> images) throws IOException {
        var states = new ArrayList<String>();
        for (String image : images) {
            states.add(client.image(image).path("state").asText());
        }
        return states;
    }

    private void awaitScanner(boolean ready) {
        await("scanner ready: " + ready)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                client.status()
                                                        .path("dependencies")
                                                        .path("scanner")
                                                        .path("ready")
                                                        .asBoolean())
                                        .isEqualTo(ready));
    }

    private Seen clamd() {
        return await("clamd runs")
                .until(
                        () ->
                                Processes.descendants(
                                        platform.pid(),
                                        command -> command.startsWith("/usr/sbin/clamd")),
                        found -> found.size() == 1)
                .getFirst();
    }
}
