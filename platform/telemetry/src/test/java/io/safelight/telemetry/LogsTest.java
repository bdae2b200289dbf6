package io.safelight.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.safelight.settings.Settings;
import io.safelight.telemetry.LogSettings.Format;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext context = context();
    private final Logger ours = context.getLogger("io.safelight.work.Worker");

    @Test
    void inJsonAnEventIsOneObjectWithItsValuesAsTheyAre() throws Exception {
        use(Format.JSON, "INFO");

        ours.atInfo()
                .addKeyValue("image", "0199")
                .addKeyValue("bytes", 12L)
                .addKeyValue("replayed", true)
                .addKeyValue("level", "a key of ours that is taken")
                .log("work.finished");

        JsonNode event = JSON.readTree(lines().getFirst());
        assertThat(event.path("event").asText()).isEqualTo("work.finished");
        assertThat(event.path("source").asText()).isEqualTo("Worker");
        assertThat(event.path("level").asText()).isEqualTo("INFO");
        assertThat(event.path("image").asText()).isEqualTo("0199");
        assertThat(event.path("bytes").isIntegralNumber()).isTrue();
        assertThat(event.path("replayed").booleanValue()).isTrue();
        assertThat(event.path("level_").asText()).startsWith("a key");
    }

    @Test
    void noValueForgesALineInEitherFormat() throws Exception {
        String forged = "x\n2026-11-21T12:00:00Z ERROR Worker work.bug \u001b[31m\u2028\u202e\"";
        for (Format format : Format.values()) {
            written.reset();
            use(format, "INFO");

            ours.atWarn()
                    .addKeyValue("why", forged)
                    .setCause(new IllegalStateException(forged))
                    .log("sandbox.child-died");

            List<String> lines = lines();
            assertThat(lines.stream().filter(line -> line.contains("WARN"))).hasSize(1);
            assertThat(lines).noneMatch(line -> line.startsWith("2026-11-21T12"));
            assertThat(written.toString(StandardCharsets.UTF_8))
                    .doesNotContain("\u001b", "\u2028", "\u202e");
        }
    }

    @Test
    void aCauseIsToldWithItsOwn() throws Exception {
        use(Format.JSON, "INFO");

        ours.atError()
                .setCause(new IllegalStateException("outer", new IllegalArgumentException("inner")))
                .log("work.bug");

        assertThat(JSON.readTree(lines().getFirst()).path("error").asText())
                .startsWith("java.lang.IllegalStateException: outer\nat io.safelight")
                .contains("caused by java.lang.IllegalArgumentException: inner");
    }

    @Test
    void whatALibrarySaysIsAMessageAndNoEvent() throws Exception {
        use(Format.JSON, "INFO");

        context.getLogger("org.example.Library").warn("{} things happened", 3);

        JsonNode line = JSON.readTree(lines().getFirst());
        assertThat(line.path("message").asText()).isEqualTo("3 things happened");
        assertThat(line.has("event")).isFalse();
    }

    @Test
    void theLevelIsThatOfTheSettings() {
        use(Format.TEXT, "WARN");
        ours.atInfo().log("work.finished");
        use(Format.TEXT, "DEBUG");
        ours.atDebug().addKeyValue("image", "0199").log("work.looked");

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("DEBUG Worker work.looked image=\"0199\"");
    }

    @Test
    void settingsHaveTheirDefaults() {
        assertThat(LogSettings.from(Settings.of())).isEqualTo(new LogSettings(Format.TEXT, "INFO"));
        assertThat(LogSettings.from(Settings.of(Map.of("log.format", "json"))).format())
                .isEqualTo(Format.JSON);
    }

    private void use(Format format, String level) {
        Logs.use(new LogSettings(format, level), context);
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private LoggerContext context() {
        var made = new LoggerContext();
        made.setMDCAdapter(new LogbackMDCAdapter());
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(made);
        appender.setOutputStream(written);
        Logs.write(appender, new LogSettings(Format.TEXT, "INFO"), made);
        appender.start();
        made.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        return made;
    }
}
