package io.safelight.endtoend.program;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A SQLite file that is locked by this process, until it is closed. */
public final class LockedFile implements AutoCloseable {
    private final Connection connection;

    private LockedFile(Connection connection) {
        this.connection = connection;
    }

    /** Made where there is none. Waits for its turn among the platform's writes. */
    public static LockedFile of(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 20000");
            statement.execute("BEGIN EXCLUSIVE");
            return new LockedFile(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        }
    }
}
