package io.safelight.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.safelight.fuzz.Trial;
import io.safelight.node.configuration.CannotStartException;
import io.safelight.node.configuration.Configuration;
import io.safelight.node.configuration.DataDirectory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** A settings file as people write it. */
class SettingsFuzzTest {
    @TempDir private static Path folder = Path.of("");

    private static final ByteSize LEAST = new ByteSize(1);
    private static final ByteSize MOST = ByteSize.mebibytes(1 << 20);

    static Stream<String> seeds() {
        return Stream.of(
                "",
                "time=30s\nsize=64MiB\ncount=3\nflag=TRUE\ntext=abc\nplaces=auto",
                "time=PT1H\nsize=1500 kB\ncount= 7 \nflag=yes",
                "time=999999999d\nsize=999999999999999TiB",
                "time=PT-1S\nsize=-1\ncount=99999999999",
                "time=P99999999999999D\nsize=1e3",
                "tiem=3\nother.text=x\n\\u00e9=\\uzzzz",
                "http.port=80\nhttp.names=a,b\ningest.max-size=64MiB\nscan.signatures=test",
                "node.name=\u00ff\nkafka.port=-1\nhttp.prot=1");
    }

    @MethodSource("seeds")
    @FuzzTest
    void aValueIsInItsRangeOrAnErrorThatNamesIt(@NotNull String file) {
        Trial.run(() -> check(file), file);
    }

    private static void check(String file) throws IOException {
        wholeConfiguration(file);
        var properties = new Properties();
        try {
            properties.load(new StringReader(file));
        } catch (IllegalArgumentException malformed) {
            return;
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n)));
        check(Settings.of(values), values);
    }

    /** All settings of the product, from a file that need not be UTF-8. */
    private static void wholeConfiguration(String file) throws IOException {
        var data = new DataDirectory(folder);
        Files.write(data.settings(), file.getBytes(StandardCharsets.ISO_8859_1));
        try {
            Configuration.load(data, Map.of(), Map.of());
        } catch (CannotStartException wrong) {
            assertThat(wrong).hasMessageMatching("(?s)(The configuration is wrong|Cannot read ).+");
        }
    }

    private static void check(Settings settings, Map<String, String> values) {
        Duration time =
                settings.duration(
                        "time", "m", Duration.ofSeconds(1), Duration.ZERO, Duration.ofDays(9));
        ByteSize size = settings.size("size", "m", LEAST, LEAST, MOST);
        int count = settings.count("count", "m", 1, 1, 100);
        int places = settings.countPerProcessor("places", "m", 1, 64);
        settings.flag("flag", "m", false);
        String text = settings.text("text", "f", "m", "a", Pattern.compile("[a-z]{1,8}"));

        assertThat(time).isBetween(Duration.ZERO, Duration.ofDays(9));
        assertThat(size).isBetween(LEAST, MOST);
        assertThat(ByteSize.parse(size.toString())).isEqualTo(size);
        assertThat(Durations.parse(Durations.format(time)).toMillis()).isEqualTo(time.toMillis());
        assertThat(count).isBetween(1, 100);
        assertThat(places).isBetween(1, 64);
        assertThat(text).matches("[a-z]{1,8}");
        try {
            settings.check();
            assertThat(values.keySet())
                    .isSubsetOf("time", "size", "count", "places", "flag", "text");
        } catch (SettingsException e) {
            assertThat(values).isNotEmpty();
        }
    }
}
