package io.safelight.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** The log of this process. */
public final class Logs {
    private static final String OURS = "io.safelight";

    private Logs() {}

    /** From now on; what was written before looks as the configuration of the start wants it. */
    public static void use(LogSettings settings) {
        use(settings, LoggerFactory.getILoggerFactory());
    }

    static void use(LogSettings settings, ILoggerFactory loggers) {
        if (loggers instanceof LoggerContext context) {
            context.getLogger(OURS).setLevel(Level.valueOf(settings.level()));
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                    .iteratorForAppenders()
                    .forEachRemaining(
                            appender -> {
                                if (appender instanceof OutputStreamAppender<ILoggingEvent> out) {
                                    write(out, settings, context);
                                }
                            });
        }
    }

    static void write(
            OutputStreamAppender<ILoggingEvent> appender,
            LogSettings settings,
            LoggerContext context) {
        var encoder = new EventEncoder(settings.format());
        encoder.setContext(context);
        encoder.start();
        appender.setEncoder(encoder);
    }
}
