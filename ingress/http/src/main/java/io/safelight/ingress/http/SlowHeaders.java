package io.safelight.ingress.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that take too long for the headers of a request. The server's idle timeout
 * does not: a byte now and then keeps it away, and the place of the connection taken.
 *
 * <p>The state of a connection is read while its own thread writes it: what is seen may be a moment
 * old, and a connection is then closed one round later.
 */
final class SlowHeaders extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(SlowHeaders.class);
    private static final int ROUNDS_PER_LIMIT = 4;

    private final ServerConnector connector;
    private final Duration limit;
    private final Runnable onClosed;
    private volatile Scheduler.@Nullable Task next;

    /**
     * @param onClosed told of each connection that is closed
     */
    SlowHeaders(ServerConnector connector, Duration limit, Runnable onClosed) {
        this.connector = connector;
        this.limit = limit;
        this.onClosed = onClosed;
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
    }

    private void schedule() {
        long round = Math.max(1, limit.toMillis() / ROUNDS_PER_LIMIT);
        next = connector.getScheduler().schedule(this::round, round, TimeUnit.MILLISECONDS);
    }

    private void round() {
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            if (isLate(endPoint)) {
                endPoint.close();
                onClosed.run();
                LOG.atDebug().log("http.slow-headers");
            }
        }
        if (isStarted()) {
            schedule();
        }
    }

    private boolean isLate(EndPoint endPoint) {
        if (!(endPoint.getConnection() instanceof HttpConnection connection)) {
            return false;
        }
        HttpParser parser = connection.getParser();
        if (!parser.isStart()) {
            return parser.inHeaderState() && isOver(System.nanoTime() - parser.getBeginNanoTime());
        }
        long age = System.currentTimeMillis() - endPoint.getCreatedTimeStamp();
        return connection.getMessagesIn() == 0 && isOver(TimeUnit.MILLISECONDS.toNanos(age));
    }

    private boolean isOver(long nanos) {
        return nanos > limit.toNanos();
    }
}
