package io.safelight.bench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class InstallationTest {
    @Test
    void programRunsWithTheOptionsThatTheScriptGivesIt() throws IOException {
        String script = Files.readString(Installation.own().home().resolve("safelight"));
        String block = script.split("readonly JVM_OPTIONS=\\(")[1].split("\n\\)")[0];
        String platform = script.split("start_platform\\(\\) \\{")[1].split("\n}")[0];

        assertThat(Installation.JVM_OPTIONS)
                .containsAll(block.strip().lines().map(String::strip).toList());
        assertThat(Installation.JVM_OPTIONS)
                .allMatch(
                        option ->
                                block.contains(option)
                                        || platform.contains(option)
                                        || option.equals("-Xmx512m"));
        assertThat(platform)
                .contains("SAFELIGHT_HEAP:-512m", "-XX:AOTCache=", Installation.QUIETLY);
        assertThat(script).contains(Installation.LEARNED_START);
    }
}
