package io.safelight.ports.query;

/**
 * Answers questions about images in SQL. Safe for many threads.
 *
 * <p>Every implementation: runs exactly one SELECT over the table {@code images} and nothing else;
 * shows a principal only the rows that it may read and that have not expired; bounds time, memory
 * and rows; is ended at its deadline whatever it does.
 */
public interface SqlEngine extends AutoCloseable {

    SqlAnswer query(SqlQuestion question);

    @Override
    void close();
}
