package io.safelight.adapter.sql;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts for a {@link Writer}. Safe for many threads. */
final class WriterCounts {
    private final LongAdder commits = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void committed(int count, long nanosTaken) {
        commits.increment();
        nanos.add(nanosTaken);
        writes.add(count);
    }

    void failed() {
        failed.increment();
    }

    void refused() {
        refused.increment();
    }

    LedgerCounts now(int waiting, int maxWaiting) {
        return new LedgerCounts(
                commits.sum(),
                Duration.ofNanos(nanos.sum()),
                writes.sum(),
                failed.sum(),
                refused.sum(),
                waiting,
                maxWaiting);
    }
}
