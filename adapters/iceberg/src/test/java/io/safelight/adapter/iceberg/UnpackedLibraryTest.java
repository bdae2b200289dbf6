package io.safelight.adapter.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class UnpackedLibraryTest {
    @TempDir private Path folder;

    @Test
    void killedProcessLeavesNoLibraryAndClearsWhatOthersLeft() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path left = aged(temporary.resolve("libduckdb_java17.so"), Duration.ofHours(1));
        Path loading = aged(temporary.resolve("libduckdb_java18.so"), Duration.ofSeconds(5));
        Path foreign = aged(temporary.resolve("libduckdb_java.so"), Duration.ofHours(1));

        commitAndDie(temporary);

        assertThat(left).doesNotExist();
        try (var files = Files.list(temporary)) {
            assertThat(files.filter(file -> file.toString().contains("libduckdb")))
                    .containsExactlyInAnyOrder(loading, foreign);
        }
    }

    private static Path aged(Path file, Duration age) throws IOException {
        Files.write(file, new byte[] {1});
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private void commitAndDie(Path temporary) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-Djava.io.tmpdir=" + temporary,
                                        "--enable-native-access=ALL-UNNAMED",
                                        "--sun-misc-unsafe-memory-access=allow",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        CommittingProcess.class.getName(),
                                        folder.resolve("lake").toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("1");
            assertThat(said.readLine()).isEqualTo("2");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
