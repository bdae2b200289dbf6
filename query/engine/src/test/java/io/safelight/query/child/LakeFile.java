package io.safelight.query.child;

import io.safelight.ports.query.ResultFormat;
import io.safelight.query.wire.Question;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A file of the lake with a thousand rows of two tenants, and sessions that may read it. */
record LakeFile(String path) {
    static final int ROWS = 1000;

    private static final Limits LIMITS = new Limits(256 << 20, 2);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    static LakeFile in(Path folder) throws SQLException {
        Path bucket = folder.resolve("expiry_bucket=2020-01-01T00");
        var file = new LakeFile(bucket.resolve("x.parquet").toString());
        bucket.toFile().mkdirs();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(LakeTable.view(question(Optional.empty(), List.of()), ""));
            statement.execute(
                    "COPY (SELECT * REPLACE (CASE WHEN i % 2 = 0 THEN 'acme' ELSE 'globex' END AS"
                            + " tenant, 'f' || i AS filename, i AS bytes, TIMESTAMPTZ '2026-11-21"
                            + " 10:00:00+00' + to_seconds(i - 2) AS expires_at, '2026-11-28T10' AS"
                            + " expiry_bucket) FROM range("
                            + ROWS
                            + ") t(i) LEFT JOIN images ON true) TO '"
                            + file.path
                            + "' (FORMAT parquet)");
        }
        return file;
    }

    Session session(Optional<String> tenant) throws SQLException {
        Session session = Session.open(LIMITS);
        session.confine(question(tenant, List.of(path)), "", List.of());
        return session;
    }

    /** With the view {@code images} and no walls; what it keeps, it keeps in the folder. */
    Connection unconfined(Path folder) throws SQLException {
        var properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("secret_directory", folder.resolve("secrets").toString());
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(LakeTable.view(question(Optional.empty(), List.of(path)), ""));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Question question(Optional<String> tenant, List<String> files) {
        long micros = NOW.toEpochMilli() * 1000;
        return new Question("", tenant, micros, files, ResultFormat.JSON, 1, 1);
    }
}
