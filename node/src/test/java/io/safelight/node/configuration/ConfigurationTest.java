package io.safelight.node.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.safelight.settings.Setting;
import io.safelight.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir Path folder;

    @Test
    void withoutAnythingTheDefaultsHold() {
        NodeSettings settings = load(Map.of(), Map.of());

        assertThat(settings.node()).hasToString("local");
        assertThat(settings.scan().policy().maxTries()).isEqualTo(3);
        assertThat(settings.ingest().retention().life()).hasDays(7);
        assertThat(settings.signatures()).isEqualTo(NodeSettings.SignatureChoice.OFFICIAL);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        file("node.name=from-file\nscan.max-tries=5\nscan.signatures=test\n");

        NodeSettings settings =
                load(
                        Map.of("SAFELIGHT_NODE_NAME", "from-env", "SAFELIGHT_SCAN_MAX_TRIES", "6"),
                        Map.of("node.name", "from-line"));

        assertThat(settings.node()).hasToString("from-line");
        assertThat(settings.scan().policy().maxTries()).isEqualTo(6);
        assertThat(settings.signatures()).isEqualTo(NodeSettings.SignatureChoice.TEST);
    }

    @Test
    void everyErrorIsToldAtOnce() throws IOException {
        file("scan.max-tries=0\nhttp.prot=80\nhttp.host=0.0.0.0\n");

        var failure =
                catchThrowableOfType(
                        CannotStartException.class,
                        () ->
                                load(
                                        Map.of("SAFELIGHT_SCAN_TIME_LIMIT", "soon"),
                                        Map.of("node.name", "a b", "process.max-memory", "1TiB")));

        assertThat(failure)
                .message()
                .hasLineCount(7)
                .contains("scan.max-tries takes 1 to 20; \"0\" was given")
                .contains("http.prot is not a setting")
                .contains("http.host 0.0.0.0 is beyond loopback")
                .contains("scan.time-limit takes 100ms to 1h; \"soon\" was given")
                .contains("node.name takes")
                .contains("process.max-memory takes");
    }

    @Test
    void everySettingHasOneEnvironmentVariableThatNoOtherHas() {
        assertThat(
                        Configuration.declared().stream()
                                .map(Setting::name)
                                .map(Settings::environmentName))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("SAFELIGHT_[A-Z_]+"))
                .doesNotContain("SAFELIGHT_URL", "SAFELIGHT_TOKEN");
    }

    @Test
    void everyDefaultIsOneThatTheSettingTakes() {
        var overrides = new TreeMap<String, String>();
        Configuration.declared().forEach(s -> overrides.put(s.name(), s.defaultValue()));

        assertThat(load(Map.of(), overrides)).isNotNull();
    }

    @Test
    void aFileThatIsNotOneIsToldByName() throws IOException {
        file("node.name=\\u12\n");

        var failure =
                catchThrowableOfType(CannotStartException.class, () -> load(Map.of(), Map.of()));

        assertThat(failure).hasMessageContaining(folder.resolve("safelight.properties").toString());
    }

    private void file(String content) throws IOException {
        Files.writeString(folder.resolve("safelight.properties"), content);
    }

    private NodeSettings load(Map<String, String> environment, Map<String, String> overrides) {
        return Configuration.load(new DataDirectory(folder), environment, overrides);
    }
}
