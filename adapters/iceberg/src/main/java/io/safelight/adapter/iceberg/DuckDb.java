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
    /** For {@code FROM}: the rows of {@link #setBatch}, in the order in which they were given. */
    static final String BATCH = BatchRows.table();

    private final DuckDBConnection connection;
    private final long memoryBytes;
    private final BatchRows batch = new BatchRows();

    private DuckDb(DuckDBConnection connection, long memoryBytes) {
        this.connection = connection;
        this.memoryBytes = memoryBytes;
    }

    /**
     * @param folder the only one that it may read and write
     * @param scratch inside it; where what does not fit into memory goes
     */
    static DuckDb open(Path folder, Path scratch, long memoryBytes) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        UnpackedLibrary.unlink();
        var duckdb = new DuckDb(connection, memoryBytes);
        try {
            for (String setting :
                    List.of(
                            "autoinstall_known_extensions = false",
                            "autoload_known_extensions = false",
                            "threads = 1",
                            // Of one thread the order stays; and rows are written as they come.
                            "preserve_insertion_order = false",
                            "memory_limit = '" + memoryBytes / 1024 + "KiB'",
                            "temp_directory = " + quoted(scratch),
                            "allowed_directories = [" + quoted(folder) + "]",
                            "enable_external_access = false",
                            "lock_configuration = true")) {
                duckdb.execute("SET " + setting);
            }
            duckdb.batch.register(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return duckdb;
    }

    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    long memoryBytes() {
        return memoryBytes;
    }

    /** Whether a statement failed for want of memory; what it worked on may be done in parts. */
    static boolean lacksMemory(SQLException e) {
        return String.valueOf(e.getMessage()).startsWith("Out of Memory Error");
    }

    /**
     * @return rows written or changed, where the statement does that
     */
    long execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        } catch (SQLException e) {
            batch.rethrow();
            throw e;
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
        } catch (SQLException e) {
            batch.rethrow();
            throw e;
        }
    }

    /** Makes the table {@link #BATCH} hold these images, in this order, and nothing else. */
    void setBatch(List<ImageRecord> images) {
        batch.set(images);
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
