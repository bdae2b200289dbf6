package io.safelight.endtoend.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build of the console where Node.js is missing or too old. */
class BuildTest {
    @TempDir Path folder;
    private Path script;
    private Path tools;

    @BeforeEach
    void aCheckoutOfItsOwn() throws IOException {
        script = folder.resolve("console/build.sh");
        Files.createDirectories(script.getParent());
        Files.copy(root().resolve("console/build.sh"), script);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : new String[] {"bash", "dirname", "rm"}) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/bin", tool));
        }
    }

    @Test
    void withoutNodeTheConsoleIsLeftOutInOneLine() throws Exception {
        Path stale = folder.resolve("console/target/classes/io/safelight/console/index.html");
        Files.createDirectories(stale.getParent());
        Files.writeString(stale, "of an earlier build");

        String said = build();

        assertThat(said)
                .isEqualTo(
                        "console: left out, since it is built with Node.js 20.19 or later and npm"
                                + " (there is no node).\n");
        assertThat(stale).doesNotExist();
    }

    @Test
    void anOldNodeIsNamed() throws Exception {
        tool("npm", "exit 1");
        tool("node", "[ \"$1\" = --version ] && echo v18.19.0; [ \"$1\" = --version ]");

        assertThat(build()).contains("left out").contains("(here is v18.19.0)").hasLineCount(1);
    }

    private void tool(String name, String script) throws IOException {
        Path file = Files.writeString(tools.resolve(name), "#!/bin/bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What it says; that it succeeds is checked. */
    private String build() throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder("/bin/bash", script.toString(), "page")
                        .redirectErrorStream(true);
        builder.environment().put("PATH", tools.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve(".mvn"))) {
            at = at.getParent();
            if (at == null) {
                throw new IllegalStateException("not below the root of the project");
            }
        }
        return at;
    }
}
