package io.safelight.adapter.sql;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes those in this process who wait for work or for changes. Safe for many threads.
 *
 * <p>That work may be due is remembered until a claim came back short, so work that arrives between
 * a claim and the waiting after it is not slept through.
 */
final class Signals {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition happened = lock.newCondition();
    private boolean workMayBeDue = true;
    private long changes;
    private boolean closed;

    void workMayBeDue(boolean may) {
        lock.lock();
        try {
            workMayBeDue = may;
            if (may) {
                happened.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void changed() {
        lock.lock();
        try {
            changes++;
            happened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many changes were signalled so far, for {@link #awaitChangeAfter}. */
    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    void awaitWork(Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = longest.toNanos();
            while (!workMayBeDue && !closed && nanos > 0) {
                nanos = happened.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    void awaitChangeAfter(long seen, Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = longest.toNanos();
            while (changes == seen && !closed && nanos > 0) {
                nanos = happened.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes all, now and from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            happened.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
