package io.safelight.adapter.iceberg;

import io.safelight.domain.image.ImageId;
import io.safelight.ports.lake.LakeFiles;
import io.safelight.testkit.lake.SeenRow;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the lake's files with a DuckDB of its own, as the query engine does. */
final class LakeReader implements AutoCloseable {
    private final java.sql.Connection connection;

    private LakeReader(java.sql.Connection connection) {
        this.connection = connection;
    }

    static LakeReader open() {
        try {
            var connection = DriverManager.getConnection("jdbc:duckdb:");
            try (var statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
            }
            return new LakeReader(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<SeenRow> rows(LakeFiles files) {
        return files.paths().isEmpty()
                ? List.of()
                : query(
                        "SELECT image_id, state, epoch_us(completed_at) FROM "
                                + from(files.paths()),
                        row ->
                                new SeenRow(
                                        new ImageId(row.getObject(1, UUID.class)),
                                        row.getString(2),
                                        Instant.EPOCH.plus(row.getLong(3), ChronoUnit.MICROS)));
    }

    <T> List<T> query(String sql, DuckDb.Row<T> row) {
        try (var statement = connection.createStatement();
                var results = statement.executeQuery(sql)) {
            var rows = new ArrayList<T>();
            while (results.next()) {
                rows.add(row.read(results));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String from(List<Path> paths) {
        return paths.stream()
                .map(DuckDb::quoted)
                .collect(Collectors.joining(", ", "read_parquet([", "])"));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
