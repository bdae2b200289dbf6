package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
import io.safelight.endtoend.program.Processes;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code process.libvips}: another build decodes, and the system's what that one cannot. */
@Timeout(180)
class OtherLibvipsTest {
    /** As docs/operating.md names it. */
    private static final String PACKAGE = "@img/sharp-libvips-linux-x64@1.3.4";

    @TempDir Path folder;

    @Test
    void anotherBuildDecodesAndTheSystemsDecodesHeic() throws Exception {
        Path library = installed();
        try (var platform =
                PlatformProcess.ready(
                        folder.resolve("data"), "--set", "process.libvips=" + library)) {
            Client client = platform.administrator();
            String jpeg = client.upload("a.jpg", Pictures.seeded(1).with("jpeg"));
            String heic = client.upload("a.heic", BadFiles.heic());

            assertThat(client.awaitFinal(jpeg).path("state").asText()).isEqualTo("completed");
            assertThat(client.awaitFinal(heic).path("state").asText()).isEqualTo("completed");
            assertThat(Processes.all().stream().map(Processes.Seen::pid))
                    .anyMatch(pid -> hasLoaded(pid, library));
        }
    }

    private static boolean hasLoaded(long pid, Path library) {
        try (Stream<String> maps = Files.lines(Path.of("/proc", Long.toString(pid), "maps"))) {
            return maps.anyMatch(line -> line.endsWith(library.getFileName().toString()));
        } catch (IOException | UncheckedIOException e) {
            // It ended meanwhile.
            return false;
        }
    }

    private Path installed() throws IOException, InterruptedException {
        assumeThat(npm()).as("npm").isPresent();
        var install =
                new ProcessBuilder(
                                npm().orElseThrow().toString(),
                                "install",
                                "--prefix",
                                folder.toString(),
                                "--no-audit",
                                "--no-fund",
                                "--save-exact",
                                PACKAGE)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("npm.log").toFile())
                        .start();
        assertThat(install.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(install.exitValue()).as(Files.readString(folder.resolve("npm.log"))).isZero();
        try (Stream<Path> files = Files.walk(folder.resolve("node_modules"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("libvips-cpp.so"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Optional<Path> npm() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "npm"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
