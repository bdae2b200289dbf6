package io.safelight.simulation;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the product logged as its own fault since it was last asked. Made by the logging library.
 */
public final class Bugs extends AppenderBase<ILoggingEvent> {
    private static final Queue<Throwable> SEEN = new ConcurrentLinkedQueue<>();

    static List<Throwable> takeAll() {
        var all = new ArrayList<Throwable>();
        for (Throwable next = SEEN.poll(); next != null; next = SEEN.poll()) {
            all.add(next);
        }
        return all;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getMessage().endsWith(".bug")) {
            IThrowableProxy thrown = event.getThrowableProxy();
            SEEN.add(
                    thrown instanceof ThrowableProxy real
                            ? real.getThrowable()
                            : new AssertionError(event.getFormattedMessage()));
        }
    }
}
