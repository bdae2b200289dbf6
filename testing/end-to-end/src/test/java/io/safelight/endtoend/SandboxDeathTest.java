package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.adapter.vips.ProgramsMain;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 4: one bad image hurts only itself, and a death of its sandbox costs it only time. No
 * real picture is known that crashes the decoder: here children are killed from outside. WorkerTest
 * and ChildSandboxTest do it with programs that crash.
 */
class SandboxDeathTest {
    private static final Duration LOOK = Duration.ofMillis(10);

    private final byte[] slow = Pictures.png(9_000, 6_000);
    private final Pictures pictures = Pictures.seeded(3);
    private final PlatformProcess platform;
    private final Client client;

    /** What a child has written that waits for its first image; more means that it took one. */
    private final long greetingBytes;

    SandboxDeathTest(@TempDir Path folder) throws IOException {
        platform = PlatformProcess.ready(folder.resolve("data"), "--set", "work.places=1");
        client = platform.administrator();
        greetingBytes =
                children().stream()
                        .mapToLong(child -> Processes.written(child).orElseThrow())
                        .max()
                        .orElseThrow();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void imageWhoseSandboxIsKilledIsDoneByAnother() throws IOException {
        String id = client.upload(slow);

        await("killed in the middle").pollInterval(LOOK).until(() -> killBusy() > 0);

        JsonNode image = client.awaitFinal(id);
        assertThat(image.path("state").asText()).as(image.toString()).isEqualTo("completed");
        assertThat(image.path("outputs")).hasSize(2);
        assertThat(image.path("attempts").path("sandboxDeaths").asInt()).isEqualTo(1);
    }

    @Test
    void imageThatKillsEverySandboxFailsAndItsNeighboursDoNotNotice() throws IOException {
        String id = client.upload(slow);
        List<String> neighbours = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            neighbours.add(client.upload(pictures.with("neighbour " + i)));
        }

        JsonNode image =
                await("final")
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(LOOK)
                        .until(
                                () -> {
                                    // There is one place: while it has this one, no other is hit.
                                    JsonNode now = client.image(id);
                                    if (now.path("state").asText().equals("claimed")) {
                                        killBusy();
                                    }
                                    return now;
                                },
                                now -> Client.FINAL.contains(now.path("state").asText()));

        assertThat(image.path("state").asText()).as(image.toString()).isEqualTo("failed");
        assertThat(image.path("attempts").path("claims").asInt()).isEqualTo(3);
        assertThat(image.path("attempts").path("sandboxDeaths").asInt()).isEqualTo(3);
        assertThat(image.path("cause").path("code").asText()).isEqualTo("sandbox-died");
        assertThat(image.path("cause").path("text").asText()).isNotEmpty();
        assertThat(image.path("outputs")).isEmpty();
        for (String neighbour : neighbours) {
            JsonNode other = client.awaitFinal(neighbour);
            assertThat(other.path("state").asText()).isEqualTo("completed");
            assertThat(other.path("attempts").path("claims").asInt()).isEqualTo(1);
            assertThat(other.path("attempts").path("sandboxDeaths").asInt()).isZero();
        }
    }

    /** Kills the children that have an image, and tells how many they were. */
    private int killBusy() {
        List<Seen> busy =
                children().stream()
                        .filter(child -> Processes.written(child).orElse(0) > greetingBytes)
                        .toList();
        busy.forEach(child -> Processes.signal("KILL", child));
        return busy.size();
    }

    /** The decoding JVMs themselves, not what surrounds them. */
    private List<Seen> children() {
        return Processes.descendants(
                platform.pid(),
                command ->
                        command.contains(ProgramsMain.class.getName())
                                && command.split(" ")[0].endsWith("/bin/java"));
    }
}
