package io.safelight.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    record Example(Duration limit, ByteSize size, int places, boolean on) {
        static Example from(Settings settings) {
            return new Example(
                    settings.duration(
                            "scan.time-limit",
                            "Longest scan",
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(1),
                            Duration.ofMinutes(10)),
                    settings.size(
                            "ingest.max-size",
                            "Largest image",
                            ByteSize.mebibytes(64),
                            new ByteSize(1),
                            ByteSize.mebibytes(1024)),
                    settings.count("work.places", "Images at once", 2, 1, 64),
                    settings.flag("work.on", "Whether to work", true));
        }
    }

    @Test
    void defaultsHoldWhereNothingIsSet() {
        var settings = Settings.of(Map.of());

        var example = Example.from(settings);
        settings.check();

        assertThat(example)
                .isEqualTo(new Example(Duration.ofMinutes(1), ByteSize.mebibytes(64), 2, true));
    }

    @Test
    void laterLayersWin() {
        var settings =
                Settings.of(
                        Map.of("work.places", "3"),
                        Map.of("work.places", "4", "ingest.max-size", "1GiB"));

        var example = Example.from(settings);

        assertThat(example.places()).isEqualTo(4);
        assertThat(example.size()).isEqualTo(ByteSize.mebibytes(1024));
    }

    @Test
    void everyErrorIsToldAtOnce() {
        var settings =
                Settings.of(
                        Map.of(
                                "scan.time-limit", "soon",
                                "ingest.max-size", "0",
                                "work.places", "65",
                                "work.on", "maybe",
                                "work.place", "1"));

        Example.from(settings);

        assertThatThrownBy(settings::check)
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e ->
                                assertThat(e.errors())
                                        .hasSize(5)
                                        .anyMatch(
                                                s -> s.contains("scan.time-limit takes 1s to 10m"))
                                        .anyMatch(
                                                s ->
                                                        s.contains(
                                                                "work.place is not a setting. Did"
                                                                    + " you mean work.places?")));
    }

    @Test
    void zeroNeverMeansUnlimited() {
        var settings = Settings.of(Map.of("work.places", "0"));

        Example.from(settings);

        assertThatThrownBy(settings::check).hasMessageContaining("work.places takes 1 to 64");
    }

    @Test
    void environmentNamesSettings() {
        var declared = Settings.of(Map.of());
        Example.from(declared);

        var found =
                Settings.fromEnvironment(
                        Map.of("SAFELIGHT_SCAN_TIME_LIMIT", "5s", "SAFELIGHT_OTHER", "x"),
                        declared.declared());

        assertThat(found).containsExactly(Map.entry("scan.time-limit", "5s"));
    }

    @Test
    void unitsSurviveTheRoundTrip() {
        for (String text : new String[] {"500ms", "90s", "5m", "36h", "7d"}) {
            assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
        }
        for (String text : new String[] {"512B", "3KiB", "64MiB", "2GiB"}) {
            assertThat(ByteSize.parse(text)).hasToString(text);
        }
    }

    @Test
    void aFileIsThereOrTheSettingIsWrong(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("library.so"));

        assertThat(library(Map.of())).isEmpty();
        assertThat(library(Map.of("library", "system"))).isEmpty();
        assertThat(library(Map.of("library", file.toString()))).contains(file);
        for (String wrong : new String[] {file + ".no", folder.toString(), "library.so", ""}) {
            assertThatThrownBy(() -> library(Map.of("library", wrong)))
                    .as(wrong)
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("library");
        }
    }

    private static Optional<Path> library(Map<String, String> values) {
        var settings = Settings.of(values);
        Optional<Path> library = settings.file("library", "system", "Which library");
        settings.check();
        return library;
    }
}
