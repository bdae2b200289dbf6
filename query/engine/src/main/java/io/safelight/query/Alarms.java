package io.safelight.query;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what takes too long. Killing takes a while, so there is a thread for each place. Safe for
 * many threads.
 */
final class Alarms implements AutoCloseable {
    private final ScheduledThreadPoolExecutor clock;

    private Alarms(ScheduledThreadPoolExecutor clock) {
        this.clock = clock;
    }

    static Alarms start(int places) {
        var clock =
                new ScheduledThreadPoolExecutor(
                        places + 1,
                        Thread.ofPlatform().name("query-alarms-", 0).daemon().factory());
        clock.setRemoveOnCancelPolicy(true);
        return new Alarms(clock);
    }

    /** Runs {@code end} after {@code limit}, unless it is cancelled before. */
    Future<?> set(Duration limit, Runnable end) {
        return clock.schedule(end, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
