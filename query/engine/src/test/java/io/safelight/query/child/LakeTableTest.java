package io.safelight.query.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.ports.query.ResultFormat;
import io.safelight.query.wire.Question;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine's plan does with a caller's conditions. */
class LakeTableTest {
    private static final Limits LIMITS = new Limits(256 << 20, 2);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir static Path folder;
    private static String file;

    @BeforeAll
    static void write() throws SQLException {
        file = folder.resolve("expiry_bucket=2020-01-01T00").resolve("x.parquet").toString();
        folder.resolve("expiry_bucket=2020-01-01T00").toFile().mkdir();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            String empty = LakeTable.view(question(Optional.empty(), List.of()), "");
            statement.execute(empty);
            statement.execute(
                    "COPY (SELECT * REPLACE (CASE WHEN i % 2 = 0 THEN 'acme' ELSE 'globex' END AS"
                            + " tenant, 'f' || i AS filename, i AS bytes, TIMESTAMPTZ '2026-11-21"
                            + " 10:00:00+00' + to_seconds(i - 2) AS expires_at, '2026-11-28T10' AS"
                            + " expiry_bucket) FROM range(1000) t(i) LEFT JOIN images ON true) TO '"
                            + file
                            + "' (FORMAT parquet)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "length(filename) > 3",
                "filename LIKE '%7%'",
                "bytes > 100",
                "bytes IN (1, 2, 3)",
                "received_at IS NULL",
                "filename = 'f8'",
                "md5(filename) > 'a'",
            })
    void noConditionOfAMemberReachesTheScan(String condition) throws SQLException {
        String plan = plan(Optional.of("acme"), condition);

        assertThat(scan(plan)).contains("acme");
        assertThat(scan(plan)).doesNotContain("length").doesNotContain("bytes>");
        assertThat(plan.indexOf("Limit")).isPositive();
        assertThat(plan.lastIndexOf("Filter ")).isLessThan(plan.indexOf("Limit"));
    }

    /** Otherwise the test above would prove nothing. */
    @Test
    void withoutTheBarrierConditionsDoReachTheScan() throws SQLException {
        String plan = plan(Optional.empty(), "length(filename) > 3");

        assertThat(scan(plan)).contains("length");
    }

    @Test
    void rowsExpireToTheSecondAndTheFoldersNameIsNoColumn() throws SQLException {
        try (Session session = session(Optional.of("acme"));
                Statement statement = session.connection().createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT min(bytes), count(*), min(expiry_bucket) FROM images")) {
            rows.next();

            assertThat(rows.getInt(1)).isEqualTo(4);
            assertThat(rows.getInt(2)).isEqualTo(498);
            assertThat(rows.getString(3)).isEqualTo("2026-11-28T10");
        }
    }

    private static String plan(Optional<String> tenant, String condition) throws SQLException {
        try (Session session = session(tenant);
                Statement statement = session.connection().createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "EXPLAIN SELECT image_id FROM images WHERE " + condition)) {
            rows.next();
            return rows.getString(2);
        }
    }

    private static String scan(String plan) {
        return plan.substring(plan.indexOf("Read Parquet"));
    }

    private static Session session(Optional<String> tenant) throws SQLException {
        Session session = Session.open(LIMITS);
        session.confine(question(tenant, List.of(file)), "", List.of());
        return session;
    }

    private static Question question(Optional<String> tenant, List<String> files) {
        long micros = NOW.toEpochMilli() * 1000;
        return new Question("", tenant, micros, files, ResultFormat.JSON, 1, 1);
    }
}
