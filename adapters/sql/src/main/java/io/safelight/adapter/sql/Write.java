package io.safelight.adapter.sql;

import io.safelight.ports.PortException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A write on its way through the {@link Writer}: tried in a savepoint, answered after the commit.
 */
final class Write<T> {
    private final Transaction.Work<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private Optional<Runnable> atCommit = Optional.empty();

    Write(Transaction.Work<T> work) {
        this.work = work;
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    /**
     * Does the work, or undoes it and answers with its failure.
     *
     * @throws SQLException when it could not even be undone: then all of the transaction must be
     */
    void attempt(Session session) throws SQLException {
        session.update("SAVEPOINT one_write");
        @Nullable RuntimeException failure = null;
        try {
            var transaction = new Transaction(session);
            T result = transaction.run(work);
            atCommit =
                    Optional.of(
                            () -> {
                                transaction.committed();
                                answer.complete(result);
                            });
        } catch (SQLException e) {
            failure = Faults.undone(e);
        } catch (RuntimeException e) {
            failure = e;
        }
        if (failure != null) {
            undo(session, failure);
        }
        session.update("RELEASE one_write");
        if (failure != null) {
            answer.completeExceptionally(failure);
        }
    }

    private static void undo(Session session, RuntimeException failure) throws SQLException {
        try {
            session.update("ROLLBACK TO one_write");
        } catch (SQLException e) {
            // Such as on a full disk, when SQLite has rolled back everything by itself.
            e.addSuppressed(failure);
            throw e;
        }
    }

    void committed() {
        atCommit.ifPresent(Runnable::run);
    }

    void failed(PortException failure) {
        answer.completeExceptionally(failure);
    }
}
