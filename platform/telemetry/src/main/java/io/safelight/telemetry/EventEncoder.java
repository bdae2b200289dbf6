package io.safelight.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes logback's events by {@link EventLines}. */
final class EventEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = new byte[0];
    private static final String OURS = "io.safelight.";

    private final LogSettings.Format format;

    EventEncoder(LogSettings.Format format) {
        this.format = format;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent logged) {
        Event event = event(logged);
        String line =
                switch (format) {
                    case TEXT -> EventLines.text(event);
                    case JSON -> EventLines.json(event);
                };
        return line.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    private static Event event(ILoggingEvent logged) {
        String logger = logged.getLoggerName();
        return new Event(
                logged.getInstant(),
                logged.getLevel().toString(),
                logger.substring(logger.lastIndexOf('.') + 1),
                logger.startsWith(OURS),
                String.valueOf(logged.getFormattedMessage()),
                values(logged),
                cause(logged));
    }

    private static List<Event.Value> values(ILoggingEvent logged) {
        return logged.getKeyValuePairs() == null
                ? List.of()
                : logged.getKeyValuePairs().stream()
                        .map(pair -> new Event.Value(pair.key, pair.value))
                        .toList();
    }

    private static @Nullable Throwable cause(ILoggingEvent logged) {
        return logged.getThrowableProxy() instanceof ThrowableProxy proxy
                ? proxy.getThrowable()
                : null;
    }
}
