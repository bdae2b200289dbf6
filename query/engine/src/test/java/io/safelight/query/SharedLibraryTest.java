package io.safelight.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLibraryTest {
    @TempDir Path cache;

    @Test
    void theLibraryIsTakenOutOnceAndFoundAgain() throws IOException {
        SharedLibrary first = SharedLibrary.prepare(ChildClasspath.duckdb(), cache);
        var before = Files.getLastModifiedTime(first.classes());

        SharedLibrary second = SharedLibrary.prepare(ChildClasspath.duckdb(), cache);

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second.classes())).isEqualTo(before);
        assertThat(first.folder().resolve("libduckdb_java.so")).isNotEmptyFile();
        try (var jar = new JarFile(first.classes().toFile());
                var kept = Files.list(cache)) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .contains("META-INF/services/java.sql.Driver")
                    .noneMatch(name -> name.startsWith("libduckdb"));
            assertThat(kept).hasSize(1);
        }
    }
}
