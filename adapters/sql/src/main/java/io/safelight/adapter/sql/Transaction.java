package io.safelight.adapter.sql;

import io.safelight.domain.expiry.ExpiryBucket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One write: all of it happens or nothing. */
final class Transaction {
    private final Session session;
    private final Map<Tally, Long> tallies = new LinkedHashMap<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    Transaction(Session session) {
        this.session = session;
    }

    /** What is done within one. */
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    Session session() {
        return session;
    }

    /** Adds to a tally, when the work is done. */
    void count(ExpiryBucket bucket, String what, long images) {
        tallies.merge(new Tally(bucket, what), images, Long::sum);
    }

    /** Runs once the write is durable, never otherwise. Must not fail. */
    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    <T> T run(Work<T> work) throws SQLException {
        T result = work.in(this);
        for (Map.Entry<Tally, Long> tally : tallies.entrySet()) {
            if (tally.getValue() != 0) {
                session.update(
                        """
                        INSERT INTO tallies (bucket, what, images) VALUES (?, ?, ?)
                        ON CONFLICT (bucket, what)
                        DO UPDATE SET images = tallies.images + excluded.images
                        """,
                        tally.getKey().bucket().label(),
                        tally.getKey().what(),
                        tally.getValue());
            }
        }
        return result;
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    private record Tally(ExpiryBucket bucket, String what) {}
}
