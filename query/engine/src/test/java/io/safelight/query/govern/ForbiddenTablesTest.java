package io.safelight.query.govern;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.query.wire.SqlCode;
import io.safelight.query.wire.SqlRefusal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of all tables there is only {@code images}. */
class ForbiddenTablesTest {
    @AutoClose private static final RealGovernor GOVERNOR = new RealGovernor();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM 'lake.parquet'",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM \"/etc/passwd.csv\"",
                "SELECT * FROM \"*.parquet\"",
                "SELECT * FROM 'https://example.org/x.parquet'",
                "SELECT * FROM sqlite_master",
                "SELECT * FROM duckdb_settings",
                "SELECT * FROM duckdb_views",
                "SELECT * FROM pragma_database_list",
                "SELECT * FROM tables",
                "SELECT * FROM x",
                "SELECT * FROM іmages",
                "SELECT * FROM ımages",
                "SELECT * FROM imageſ",
                "SELECT * FROM \"images \"",
                "SELECT * FROM \"images\".\"x\"",
                "SELECT * FROM images JOIN other USING (x)",
                "SELECT (SELECT count(*) FROM other)",
                "SELECT * FROM images WHERE bytes IN (SELECT x FROM other)",
                "SELECT * FROM images UNION SELECT * FROM other",
                "WITH a AS (SELECT * FROM other) SELECT * FROM a",
                "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a",
                "WITH a AS (SELECT * FROM a) SELECT * FROM a",
                "SELECT * FROM (WITH c AS (SELECT 1) SELECT * FROM c), c",
                "SELECT (WITH c AS (SELECT 1) SELECT 1) FROM c",
                "WITH images AS (SELECT 1) SELECT * FROM images",
                "WITH \"IMAGES\" AS (SELECT 1) SELECT * FROM images",
                "WITH RECURSIVE images AS (SELECT 1 UNION ALL SELECT 1 FROM images) FROM images",
                "WITH \"/etc/passwd.csv\" AS (SELECT 1) SELECT * FROM \"/etc/passwd.csv\"",
                "WITH duckdb_settings AS (SELECT 1) SELECT * FROM duckdb_settings",
                "WITH \"x.parquet\" AS (SELECT 1) SELECT 1",
                "PIVOT other ON state IN ('a') USING count(*)",
                "DESCRIBE other",
                "SUMMARIZE 'x.parquet'",
                "SELECT * FROM images ASOF JOIN other USING (received_at)",
                "SELECT * FROM images, LATERAL (SELECT * FROM other)",
                "SELECT * FROM images i WHERE EXISTS (FROM other)",
                "SELECT [x FOR x IN (SELECT list(y) FROM other)]",
                "SELECT CASE WHEN (SELECT true FROM other) THEN 1 END",
                "SELECT count(*) FILTER (WHERE (SELECT true FROM other)) FROM images",
                "SELECT sum(1) OVER (ORDER BY (SELECT 1 FROM other)) FROM images",
                "SELECT 1 ORDER BY (SELECT 1 FROM other)",
                "SELECT 1 LIMIT (SELECT 1 FROM other)",
                "SELECT 1 FROM images GROUP BY (SELECT 1 FROM other)",
                "SELECT 1 FROM images QUALIFY (SELECT true FROM other)",
                "SELECT * REPLACE ((SELECT 1 FROM other) AS bytes) FROM images",
                "VALUES ((SELECT 1 FROM other))",
                "SELECT list_transform([1], lambda x: (SELECT 1 FROM other))",
                "FROM unnest((SELECT [1] FROM other))",
                "FROM range((SELECT 1 FROM other))",
                "SHOW TABLES",
                "SHOW ALL TABLES",
            })
    void otherTablesAreRefused(String sql) {
        SqlRefusal refusal = GOVERNOR.refusal(sql);

        assertThat(refusal.code()).isIn(SqlCode.FORBIDDEN_TABLE, SqlCode.FORBIDDEN_CONSTRUCT);
        assertThat(refusal.text()).isNotBlank();
    }
}
