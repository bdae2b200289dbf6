package io.safelight.adapter.clamd;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes channels whose time is over: a blocking channel knows no time limit of its own, and a
 * close from outside is what wakes the thread that waits in it. One thread for all of them.
 */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Deadline> armed = ConcurrentHashMap.newKeySet();

    private Deadlines(ScheduledThreadPoolExecutor timer) {
        this.timer = timer;
    }

    static Deadlines start() {
        var timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("clamd-deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        return new Deadlines(timer);
    }

    /**
     * @throws IOException when this is closed already
     */
    Deadline arm(SocketChannel channel, Duration limit) throws IOException {
        var deadline = new Deadline(channel);
        armed.add(deadline);
        try {
            var task = timer.schedule(deadline::expire, limit.toNanos(), TimeUnit.NANOSECONDS);
            deadline.onEnd(() -> task.cancel(false));
            return deadline;
        } catch (RejectedExecutionException e) {
            deadline.close();
            throw new IOException("the scanner is closed", e);
        }
    }

    /** Closes every channel that is still armed. */
    @Override
    public void close() {
        timer.shutdownNow();
        armed.forEach(Deadline::closeChannel);
    }

    /** The time limit of one channel. */
    final class Deadline implements AutoCloseable {
        private final SocketChannel channel;
        private volatile Runnable disarm = () -> {};
        private volatile boolean expired;

        private Deadline(SocketChannel channel) {
            this.channel = channel;
        }

        boolean expired() {
            return expired;
        }

        private void onEnd(Runnable task) {
            disarm = task;
        }

        private void expire() {
            expired = true;
            closeChannel();
        }

        private void closeChannel() {
            try {
                channel.close();
            } catch (IOException _) {
                // A channel that cannot be closed wakes nobody; there is no second way.
            }
        }

        @Override
        public void close() {
            disarm.run();
            armed.remove(this);
        }
    }
}
