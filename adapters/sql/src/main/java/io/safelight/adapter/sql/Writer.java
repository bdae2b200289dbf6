package io.safelight.adapter.sql;

import io.safelight.ports.PortException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. While it commits, further writes gather, and the next commit takes
 * them all: a commit waits for the disk, and that wait is shared. A write that fails is undone
 * alone.
 *
 * <p>A platform thread, because SQLite is native code and would pin a virtual one while it waits.
 */
final class Writer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final SessionSource sessions;
    private final SqliteSettings settings;
    private final BlockingQueue<Write<?>> waiting;
    private final Thread thread;
    private final WriterCounts counts = new WriterCounts();
    private volatile boolean closed;
    private @Nullable Session session;

    private Writer(SessionSource sessions, SqliteSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
        this.waiting = new ArrayBlockingQueue<>(settings.callsWaiting());
        this.thread = Thread.ofPlatform().name("ledger-writer").unstarted(this::run);
    }

    static Writer start(SessionSource sessions, SqliteSettings settings) {
        var writer = new Writer(sessions, settings);
        writer.thread.start();
        return writer;
    }

    /** Durable when this returns. */
    <T> T write(Transaction.Work<T> work) {
        var write = new Write<>(work);
        if (closed || !waiting.offer(write)) {
            counts.refused();
            throw Faults.retryable(
                    closed ? "the ledger is closed" : "too many writes wait for the ledger");
        }
        if (closed && waiting.remove(write)) {
            throw Faults.retryable("the ledger is closed");
        }
        return Answers.await(write.answer(), settings.longestCall(), () -> late(write));
    }

    /** How many writes wait for their turn. */
    int waiting() {
        return waiting.size();
    }

    LedgerCounts counts() {
        return counts.now(waiting.size(), settings.callsWaiting());
    }

    private PortException late(Write<?> write) {
        String message = "the ledger gave no answer in " + settings.longestCall();
        return waiting.remove(write) ? Faults.retryable(message) : Faults.unknown(message);
    }

    private void run() {
        List<Write<?>> group = new ArrayList<>();
        try {
            while (!closed) {
                group.add(waiting.take());
                waiting.drainTo(group, settings.writesPerCommit() - 1);
                commit(group);
                group.clear();
            }
        } catch (InterruptedException e) {
            log.atDebug().setCause(e).log("ledger.writer.stopping");
        } finally {
            stop(group);
        }
    }

    /**
     * @param unfinished what was under way if the thread died of an error
     */
    private void stop(List<Write<?>> unfinished) {
        closed = true;
        unfinished.forEach(write -> write.failed(Faults.unknown("the ledger's writer died")));
        List<Write<?>> rest = new ArrayList<>();
        waiting.drainTo(rest);
        rest.forEach(write -> write.failed(Faults.retryable("the ledger is closed")));
        discardSession();
    }

    private void commit(List<Write<?>> group) {
        long start = System.nanoTime();
        try {
            Session current = session();
            current.update("BEGIN IMMEDIATE");
            for (Write<?> write : group) {
                write.attempt(current);
            }
        } catch (SQLException e) {
            giveUp(group, Faults.undone(e));
            return;
        }
        try {
            session().update("COMMIT");
        } catch (SQLException e) {
            giveUp(group, Faults.unknown(e));
            return;
        }
        counts.committed(group.size(), System.nanoTime() - start);
        group.forEach(Write::committed);
    }

    /** Closing the connection rolls back what was not committed. */
    private void giveUp(List<Write<?>> group, PortException failure) {
        log.atWarn().addKeyValue("writes", group.size()).setCause(failure).log("ledger.rollback");
        counts.failed();
        discardSession();
        group.forEach(write -> write.failed(failure));
    }

    private Session session() throws SQLException {
        if (session == null) {
            session = sessions.open();
        }
        return session;
    }

    private void discardSession() {
        if (session != null) {
            try {
                session.close();
            } catch (SQLException e) {
                log.atWarn().setCause(e).log("ledger.close.failed");
            }
            session = null;
        }
    }

    /** Finishes the commit that runs; writes that still wait fail as retryable. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        try {
            if (!thread.join(LONGEST_CLOSE)) {
                log.atError().log("ledger.writer.stuck");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
