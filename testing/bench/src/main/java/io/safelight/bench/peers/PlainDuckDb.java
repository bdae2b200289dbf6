package io.safelight.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * DuckDB in this process, on the files themselves: no door, no governor, no child, no other bounds
 * than those of the product's.
 */
public final class PlainDuckDb implements AutoCloseable {
    private static final String MEMORY = "512MiB";

    private final Connection connection;

    private PlainDuckDb(Connection connection) {
        this.connection = connection;
    }

    /** The files become the table {@code images}. */
    public static PlainDuckDb open(List<Path> files) throws IOException {
        var properties = new Properties();
        properties.setProperty(
                "threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
        properties.setProperty("memory_limit", MEMORY);
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        String paths =
                files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", "));
        try {
            var duckdb = new PlainDuckDb(DriverManager.getConnection("jdbc:duckdb:", properties));
            try (Statement statement = duckdb.connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
                statement.execute("SET preserve_insertion_order = false");
                statement.execute(
                        "CREATE VIEW images AS SELECT * FROM read_parquet(["
                                + paths
                                + "], hive_partitioning = false)");
            }
            return duckdb;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Reads the whole answer and tells how many rows it had. */
    public int rows(String sql) throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            int columns = answer.getMetaData().getColumnCount();
            int rows = 0;
            while (answer.next()) {
                for (int i = 1; i <= columns; i++) {
                    answer.getString(i);
                }
                rows++;
            }
            return rows;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
