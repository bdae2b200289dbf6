package io.safelight.query.child;

import io.safelight.query.wire.Question;
import java.io.IOException;
import java.sql.SQLException;

/** One form of an answer. */
@FunctionalInterface
interface Answer {

    /**
     * Runs the statement and writes all of its answer.
     *
     * @param sql that the governor allowed; it gives at most one row more than is asked for
     * @throws TooManyRowsException when the form has no place to say that rows are missing
     */
    void write(Session session, String sql, Question question, AnswerStream out)
            throws SQLException, IOException, TooManyRowsException;

    /** The answer has more rows than are allowed. */
    final class TooManyRowsException extends Exception {}
}
