package io.safelight.adapter.iceberg;

import io.safelight.domain.work.ImageRecord;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * An in-memory DuckDB of one thread that reaches only the files of the lake. It loads no extension
 * and its settings are locked. For one caller at a time.
 */
final class DuckDb implements AutoCloseable {
    /** The rows of one batch, in the order in which they were given. */
    static final String BATCH = "batch";

    private final DuckDBConnection connection;

    private DuckDb(DuckDBConnection connection) {
        this.connection = connection;
    }

    /**
     * @param folder the only one that it may read and write
     * @param scratch inside it; where what does not fit into memory goes
     */
    static DuckDb open(Path folder, Path scratch, long memoryBytes) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        UnpackedLibrary.unlink();
        var duckdb = new DuckDb(connection);
        try {
            for (String setting :
                    List.of(
                            "autoinstall_known_extensions = false",
                            "autoload_known_extensions = false",
                            "threads = 1",
                            "memory_limit = '" + memoryBytes / 1024 + "KiB'",
                            "temp_directory = " + quoted(scratch),
                            "allowed_directories = [" + quoted(folder) + "]",
                            "enable_external_access = false",
                            "lock_configuration = true")) {
                duckdb.execute("SET " + setting);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return duckdb;
    }

    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    /**
     * @return rows written or changed, where the statement does that
     */
    long execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    <T> List<T> query(String sql, Row<T> row) throws SQLException {
        try (var statement = connection.createStatement();
                var results = statement.executeQuery(sql)) {
            var rows = new ArrayList<T>();
            while (results.next()) {
                rows.add(row.read(results));
            }
            return rows;
        }
    }

    /** Makes the table {@link #BATCH} hold these images and nothing else. */
    void fillBatch(List<ImageRecord> images) throws SQLException {
        execute("CREATE OR REPLACE TABLE " + BATCH + " (" + ImageColumns.definitions() + ")");
        try (var rows = connection.createAppender(BATCH)) {
            for (ImageRecord image : images) {
                rows.beginRow();
                for (ImageColumn column : ImageColumns.ALL) {
                    column.type().append(rows, column.value().apply(image));
                }
                rows.endRow();
            }
        }
    }

    void dropBatch() throws SQLException {
        execute("DROP TABLE IF EXISTS " + BATCH);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet results) throws SQLException;
    }
}
