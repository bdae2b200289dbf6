package io.safelight.node.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DataDirectoryTest {
    @TempDir Path folder;

    /** Run by the tests in a process of its own: tells whether it got the lock, then waits. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            try (var _ = new DataDirectory(Path.of(arguments[0])).lock()) {
                System.out.println("locked");
                System.in.read();
            } catch (CannotStartException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        var data = data();
        try (var _ = data.lock()) {
            data.write(data.adminToken(), "secret");

            assertThat(permissions(data.root())).isEqualTo("rwx------");
            assertThat(permissions(data.adminToken())).isEqualTo("rw-------");
            assertThat(permissions(data.root().resolve("lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void aSecondPlatformInTheSameProcessIsKeptAway() throws IOException {
        var data = data();
        try (var _ = data.lock()) {
            data.write(data.endpoint(), "http://127.0.0.1:1234");

            var refused = catchThrowableOfType(CannotStartException.class, data::lock);

            assertThat(refused)
                    .hasMessageContaining("Another Safelight runs on " + data.root())
                    .hasMessageContaining("It listens on http://127.0.0.1:1234.");
        }
    }

    @Test
    void aSecondPlatformInAnotherProcessIsKeptAwayUntilTheFirstIsGone() throws Exception {
        var data = data();
        try (var _ = data.lock()) {
            Process other = other(data.root());
            assertThat(firstLine(other)).startsWith("Another Safelight runs on " + data.root());
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        Process other = other(data.root());
        assertThat(firstLine(other)).isEqualTo("locked");
        assertThat(catchThrowableOfType(CannotStartException.class, data::lock)).isNotNull();

        other.destroyForcibly();
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        data.lock().close();
    }

    @Test
    void isLockedAgainAfterItWasClosed() throws IOException {
        var data = data();

        data.lock().close();
        data.lock().close();

        assertThat(data.root().resolve("lock")).exists();
    }

    @Test
    void aFolderThatCannotBeMadeIsToldByName() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        var refused =
                catchThrowableOfType(
                        CannotStartException.class,
                        () -> new DataDirectory(file.resolve("data")).lock());

        assertThat(refused).hasMessageContaining("Cannot write to the data directory");
    }

    @Test
    void aFileIsReplacedAsAWholeAndReadBackWithoutItsLineBreak() throws IOException {
        var data = data();
        try (var _ = data.lock()) {
            Files.writeString(data.root().resolve("endpoint.part"), "of a start that was killed");

            data.write(data.endpoint(), "http://127.0.0.1:1");
            data.write(data.endpoint(), "http://127.0.0.1:22");

            assertThat(data.read(data.endpoint())).contains("http://127.0.0.1:22");
            assertThat(data.endpoint()).hasContent("http://127.0.0.1:22\n");
            assertThat(data.root().resolve("endpoint.part")).doesNotExist();
            assertThat(data.read(data.adminToken())).isEmpty();
        }
    }

    private DataDirectory data() {
        return new DataDirectory(folder.resolve("data"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Process other(Path root) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        String line = process.inputReader(UTF_8).readLine();
        return line == null ? "" : line;
    }
}
