package io.safelight.adapter.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few threads that read, each read with a connection of its own. They never wait for the writer.
 */
final class Readers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Readers.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor threads;
    private final BlockingQueue<Session> idle;
    private final Duration longest;

    private Readers(ThreadPoolExecutor threads, BlockingQueue<Session> idle, Duration longest) {
        this.threads = threads;
        this.idle = idle;
        this.longest = longest;
    }

    /** What is done with a connection. */
    interface Reading<T> {
        T with(Session session) throws SQLException;
    }

    static Readers start(SessionSource sessions, SqliteSettings settings) throws SQLException {
        List<Session> opened = open(sessions, settings.readers());
        var threads =
                new ThreadPoolExecutor(
                        settings.readers(),
                        settings.readers(),
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(settings.callsWaiting()),
                        Thread.ofPlatform().name("ledger-reader-", 0).factory());
        return new Readers(
                threads,
                new ArrayBlockingQueue<>(opened.size(), false, opened),
                settings.longestCall());
    }

    private static List<Session> open(SessionSource sessions, int count) throws SQLException {
        List<Session> opened = new ArrayList<>();
        try {
            while (opened.size() < count) {
                opened.add(sessions.open());
            }
            return opened;
        } catch (SQLException e) {
            opened.forEach(Readers::close);
            throw e;
        }
    }

    <T> T read(Reading<T> reading) {
        Future<T> answer;
        try {
            answer = threads.submit(() -> readNow(reading));
        } catch (RejectedExecutionException e) {
            throw Faults.retryable(
                    threads.isShutdown()
                            ? "the ledger is closed"
                            : "too many reads wait for the ledger");
        }
        return Answers.await(
                answer, longest, () -> Faults.retryable("the ledger gave no answer in " + longest));
    }

    private <T> T readNow(Reading<T> reading) {
        Session session = idle.remove();
        try {
            return reading.with(session);
        } catch (SQLException e) {
            throw Faults.undone(e);
        } finally {
            idle.add(session);
        }
    }

    /** Reads that wait are answered first. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_CLOSE.toSeconds(), TimeUnit.SECONDS)) {
                log.atError().log("ledger.readers.stuck");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        idle.forEach(Readers::close);
    }

    private static void close(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            log.atWarn().setCause(e).log("ledger.close.failed");
        }
    }
}
