package io.safelight.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.node.configuration.Configuration;
import io.safelight.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

    /** When it fails: {@code safelight settings --markdown > docs/configuration.md}. */
    @Test
    void thePageInTheDocumentationIsTheOneThatIsGenerated() throws IOException {
        Path page = root().resolve("docs").resolve("configuration.md");

        assertThat(page).content().isEqualTo(SettingsCommand.reference(Configuration.declared()));
    }

    @Test
    void everySettingFitsIntoItsRow() {
        assertThat(Configuration.declared())
                .hasSizeGreaterThan(20)
                .allSatisfy(ReferencePageTest::requireOneRow);
    }

    private static void requireOneRow(Setting setting) {
        assertThat(setting.name()).matches("[a-z]+(\\.[a-z-]+)+");
        assertThat(setting.meaning()).endsWith(".").doesNotContain("|", "\n");
        assertThat(setting.form()).isNotBlank().doesNotContain("|", "\n");
        assertThat(setting.defaultValue()).doesNotContain("|", "\n");
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
