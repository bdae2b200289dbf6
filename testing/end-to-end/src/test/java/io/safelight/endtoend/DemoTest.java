package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.adapter.clamd.EicarTestFile;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.Processes;
import io.safelight.endtoend.program.Program;
import io.safelight.endtoend.program.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees first. */
@Timeout(180)
class DemoTest {
    @TempDir Path folder;
    private Path images;

    /** Eight files: five good, one infected, one cut, one that is no image. */
    @BeforeEach
    void aFolderOfImages() throws IOException {
        var pictures = Pictures.seeded(5);
        images = Files.createDirectories(folder.resolve("images/below"));
        for (int i = 0; i < 5; i++) {
            Files.write(images.resolve("good-" + i + ".jpg"), pictures.with("demo " + i));
        }
        byte[] good = pictures.with("cut");
        Files.write(images.resolve("cut.jpg"), Arrays.copyOf(good, good.length / 2));
        Files.write(images.resolve("virus.jpg"), pictures.with(EicarTestFile.bytes()));
        Files.writeString(images.resolve("text.jpg"), "this is no image");
    }

    @Test
    void aFolderTravelsTheWholeWayAndTheLastLineTellsTheSums() throws Exception {
        Ended demo =
                Program.serve(
                                "demo",
                                folder.resolve("images").toString(),
                                "--exit",
                                "--json",
                                "--data",
                                folder.resolve("data").toString(),
                                "--port",
                                "0",
                                "--set",
                                "scan.signatures=test")
                        .expect(0);

        JsonNode sums = Client.JSON.readTree(demo.text().lines().toList().getLast());
        assertThat(sums.propertyStream().map(java.util.Map.Entry::getKey))
                .containsExactly(
                        "submitted",
                        "accepted",
                        "refused",
                        "completed",
                        "quarantined",
                        "failed",
                        "lakeRows",
                        "lostImages",
                        "seconds");
        assertThat(sums.path("submitted").asInt()).isEqualTo(8);
        assertThat(sums.path("accepted").asInt()).isEqualTo(7);
        assertThat(sums.path("refused").asInt()).isEqualTo(1);
        assertThat(sums.path("completed").asInt()).isEqualTo(5);
        assertThat(sums.path("quarantined").asInt()).isEqualTo(1);
        assertThat(sums.path("failed").asInt()).isEqualTo(1);
        assertThat(sums.path("lakeRows").asInt()).isEqualTo(7);
        assertThat(sums.path("lostImages").asInt()).isZero();
        assertThat(demo.text())
                .contains("STATE", "RENDITIONS", "text.jpg")
                .contains("through which door")
                .contains("Which cameras")
                .contains("How large");
        assertThat(demo.errors()).as("says loudly").containsIgnoringCase("test mode");
    }

    @Test
    void itStaysUpUntilItIsStoppedAndLeavesNothingBehind() throws Exception {
        Path out = folder.resolve("out");
        Process demo =
                new ProcessBuilder(
                                Program.command(
                                        Program.SERVER,
                                        List.of(
                                                "demo",
                                                folder.resolve("images").toString(),
                                                "--data",
                                                folder.resolve("data").toString(),
                                                "--port",
                                                "0",
                                                "--set",
                                                "scan.signatures=test")))
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        try {
            await("stays up")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> Files.readString(out).contains("stays up until Ctrl-C"));
            assertThat(demo.isAlive()).isTrue();
            var below = Processes.descendants(demo.pid());

            // As Ctrl-C does; but a process that was started in the background ignores that one.
            demo.destroy();

            assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isEqualTo(143);
            assertThat(below).isNotEmpty().noneMatch(Processes.Seen::isAlive);
        } finally {
            demo.destroyForcibly();
        }
    }
}
