package io.safelight.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events as lines. Whatever a value holds, an event is one line: nobody forges a second one by a
 * line break in a file's name or in the last words of a child.
 */
final class EventLines {
    private static final int MAX_VALUE_CHARS = 2000;
    private static final int MAX_FRAMES = 8;
    private static final int MAX_CAUSES = 4;
    private static final Set<String> RESERVED =
            Set.of("at", "level", "source", "event", "message", "error");

    private EventLines() {}

    /** {@code {"at":…,"level":…,"event":…,"source":…, values, "error":[…]}}. */
    static String json(Event event) {
        var line = new StringBuilder(256).append('{');
        field(line, "at", event.at().toString());
        field(line, "level", event.level());
        field(line, event.ours() ? "event" : "message", event.text());
        field(line, "source", event.source());
        for (Event.Value value : event.values()) {
            field(line, free(value.key()), value.value());
        }
        if (event.cause() != null) {
            field(line, "error", String.join("\n", causes(event.cause())));
        }
        return line.append("}\n").toString();
    }

    /** Time, level, source, event, key-values, and the cause on lines of its own. */
    static String text(Event event) {
        var line = new StringBuilder(256);
        line.append(event.at()).append(' ').append(event.level());
        line.append(" ".repeat(Math.max(1, 6 - event.level().length())));
        line.append(event.source()).append(' ');
        JsonText.escape(line, shortened(event.text()));
        for (Event.Value value : event.values()) {
            line.append(' ').append(value.key()).append('=');
            JsonText.value(line, shortened(String.valueOf(value.value())));
        }
        line.append('\n');
        if (event.cause() != null) {
            for (String cause : causes(event.cause())) {
                JsonText.escape(line.append("    "), cause);
                line.append('\n');
            }
        }
        return line.toString();
    }

    private static void field(StringBuilder line, String key, @Nullable Object value) {
        if (line.length() > 1) {
            line.append(',');
        }
        JsonText.value(line, key);
        line.append(':');
        switch (value) {
            case Byte number -> line.append(number);
            case Short number -> line.append(number);
            case Integer number -> line.append(number);
            case Long number -> line.append(number);
            case Boolean truth -> line.append(truth);
            case Double number when Double.isFinite(number) -> line.append(number);
            case null -> line.append("null");
            default -> JsonText.value(line, shortened(value.toString()));
        }
    }

    private static String free(String key) {
        return RESERVED.contains(key) ? key + "_" : key;
    }

    private static List<String> causes(Throwable thrown) {
        var lines = new ArrayList<String>();
        @Nullable Throwable cause = thrown;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            lines.add(shortened((i == 0 ? "" : "caused by ") + cause));
            StackTraceElement[] frames = cause.getStackTrace();
            for (int frame = 0; frame < Math.min(MAX_FRAMES, frames.length); frame++) {
                lines.add("at " + frames[frame]);
            }
            cause = cause.getCause();
        }
        return lines;
    }

    private static String shortened(String text) {
        return text.length() <= MAX_VALUE_CHARS ? text : text.substring(0, MAX_VALUE_CHARS) + "…";
    }
}
