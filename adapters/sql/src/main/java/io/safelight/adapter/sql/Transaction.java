package io.safelight.adapter.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One write: all of it happens or nothing. */
final class Transaction {
    private final Session session;
    private final Tallies tallies = new Tallies();
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

    /** What the work adds to them is written when it is done. */
    Tallies tallies() {
        return tallies;
    }

    /** Runs once the write is durable, never otherwise. Must not fail. */
    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    <T> T run(Work<T> work) throws SQLException {
        T result = work.in(this);
        tallies.write(session);
        return result;
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }
}
