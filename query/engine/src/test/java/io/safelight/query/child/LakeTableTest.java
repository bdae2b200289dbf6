package io.safelight.query.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine's plan does with a caller's conditions. */
class LakeTableTest {
    @TempDir static Path folder;
    private static LakeFile file;

    @BeforeAll
    static void write() throws SQLException {
        file = LakeFile.in(folder);
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
        try (Session session = file.session(Optional.of("acme"));
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
        try (Session session = file.session(tenant);
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
}
