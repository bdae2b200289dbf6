package io.safelight.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.safelight.node.configuration.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final String HERE = "http://127.0.0.1:7777";

    @TempDir Path folder;
    private DataDirectory data = new DataDirectory(Path.of("data"));

    @BeforeEach
    void aPlatformRuns() throws IOException {
        data = new DataDirectory(folder);
        Files.writeString(data.endpoint(), HERE + "\n");
        Files.writeString(data.adminToken(), "secret\n");
    }

    @Test
    void isFoundThroughTheDataDirectory() {
        Access access = Access.of(data, Map.of());

        assertThat(access.base()).hasToString(HERE);
        assertThat(access.token()).isEqualTo("secret");
        assertThat(access.origin()).isEqualTo(data.adminToken().toString());
    }

    @Test
    void theEnvironmentWins() throws IOException {
        Files.delete(data.endpoint());
        Files.delete(data.adminToken());

        Access access =
                Access.of(
                        data,
                        Map.of("SAFELIGHT_URL", "https://far.example", "SAFELIGHT_TOKEN", "own"));

        assertThat(access.base()).hasToString("https://far.example");
        assertThat(access.token()).isEqualTo("own");
        assertThat(access.origin()).isEqualTo("SAFELIGHT_TOKEN");
    }

    @Test
    void withoutAnEndpointNoPlatformRuns() throws IOException {
        Files.delete(data.endpoint());

        CommandException said = refused(Map.of());

        assertThat(said.exitCode()).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(said).hasMessageContaining(folder.toString()).hasMessageContaining("--data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\tinside", "ünicode", "line\nbreak"})
    void whatIsNoTokenIsToldByTheNameOfItsFile(String garbage) throws IOException {
        Files.writeString(data.adminToken(), garbage);

        CommandException said = refused(Map.of());

        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(said)
                .hasMessageContaining(data.adminToken().toString())
                .hasMessageContaining("delete that file and start the platform again");
        assertThat(said.getMessage()).doesNotContain("words", "inside", "nicode", "break");
    }

    @Test
    void whatIsNoTokenInTheEnvironmentIsToldByTheNameOfItsVariable() {
        assertThat(refused(Map.of("SAFELIGHT_TOKEN", "two words")))
                .hasMessageContaining("SAFELIGHT_TOKEN")
                .hasMessageNotContaining("words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "here", "7777", "ftp://127.0.0.1", "http:///v1", "http://a b"})
    void whatIsNoAddressIsToldWithWhatOneLooksLike(String address) {
        assertThat(refused(Map.of("SAFELIGHT_URL", address)))
                .hasMessageContaining("SAFELIGHT_URL")
                .hasMessageContaining("such as http://127.0.0.1:7777");
    }

    private CommandException refused(Map<String, String> environment) {
        return catchThrowableOfType(
                CommandException.class, () -> Access.of(data, environment).token());
    }
}
