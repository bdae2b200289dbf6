package io.safelight.telemetry;

import io.safelight.settings.Settings;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How events are written to standard error.
 *
 * @param level of the events of ours that are written: DEBUG, INFO, WARN or ERROR
 */
public record LogSettings(Format format, String level) {
    /** What a line looks like. */
    public enum Format {
        /** For people: time, level, event, its key-values. */
        TEXT,
        /** For collectors: one JSON object. */
        JSON
    }

    public static LogSettings from(Settings settings) {
        return new LogSettings(
                Format.valueOf(
                        settings.text(
                                        "log.format",
                                        "text or json",
                                        "How an event is written: a line for people, or a JSON"
                                                + " object.",
                                        "text",
                                        Pattern.compile("text|json"))
                                .toUpperCase(Locale.ROOT)),
                settings.text(
                        "log.level",
                        "DEBUG, INFO, WARN or ERROR",
                        "Events below it are not written.",
                        "INFO",
                        Pattern.compile("DEBUG|INFO|WARN|ERROR")));
    }
}
