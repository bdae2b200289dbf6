package io.safelight.query.govern;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.query.wire.SqlCode;
import io.safelight.query.wire.SqlRefusal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One SELECT, of plain constructs. */
class ForbiddenStatementsTest {
    @AutoClose private static final RealGovernor GOVERNOR = new RealGovernor();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY images TO '/tmp/x.parquet'",
                "COPY (SELECT * FROM images) TO '/tmp/x.csv'",
                "ATTACH '/tmp/x.db'",
                "DETACH memory",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET memory_limit = '100GB'",
                "RESET memory_limit",
                "PRAGMA database_list",
                "PRAGMA json_execute_serialized_sql('{}')",
                "CALL pragma_version()",
                "CREATE TABLE t AS SELECT * FROM images",
                "CREATE OR REPLACE VIEW images AS SELECT 1",
                "CREATE MACRO upper(x) AS x",
                "CREATE TYPE t AS ENUM ('a')",
                "CREATE SECRET s (TYPE s3)",
                "DROP VIEW images",
                "INSERT INTO images VALUES (1)",
                "UPDATE images SET tenant = 'x'",
                "DELETE FROM images",
                "MERGE INTO images USING images ON true WHEN MATCHED THEN DELETE",
                "TRUNCATE images",
                "ALTER VIEW images RENAME TO i",
                "EXPLAIN SELECT 1",
                "EXPLAIN ANALYZE SELECT 1",
                "PREPARE p AS SELECT 1",
                "EXECUTE p",
                "BEGIN",
                "CHECKPOINT",
                "VACUUM",
                "EXPORT DATABASE '/tmp/x'",
                "IMPORT DATABASE '/tmp/x'",
                "USE memory",
                "ANALYZE",
                "COMMENT ON VIEW images IS 'x'",
                "SET VARIABLE x = 1",
                "PIVOT images ON state USING count(*)",
                "SELECT * FROM (PIVOT images ON state USING count(*))",
                "PIVOT images ON state IN (SELECT 'a') USING count(*)",
            })
    void whatIsNoSelectIsRefused(String sql) {
        assertThat(GOVERNOR.refusal(sql).code()).isIn(SqlCode.NOT_A_SELECT, SqlCode.SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM main.images",
                "SELECT * FROM memory.main.images",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM pg_catalog.pg_class",
                "SELECT * FROM system.main.duckdb_settings",
                "SELECT main.upper('a')",
                "SELECT system.main.upper('a')",
                "SELECT ?",
                "SELECT $1",
                "SELECT $name",
                "SELECT * FROM images WHERE tenant = ?",
                "SELECT 1::x.y",
                "SELECT 'a'::ENUM('a')",
                "SELECT 1::UNION(a INT)",
                "SELECT 1::my_type",
                "SELECT 1::regclass",
                "SELECT '{}'::VARIANT",
                "SELECT [1]::INT[1000000000]",
                "SELECT 'a' COLLATE de",
                "SELECT 'a' COLLATE \"nocase.x\"",
                "SELECT * FROM images AT (VERSION => 1)",
                "SELECT * FROM images AT (TIMESTAMP => now())",
                "WITH t AS (INSERT INTO x VALUES (1) RETURNING *) SELECT * FROM t",
                "WITH t AS (DELETE FROM images RETURNING *) SELECT * FROM t",
                "WITH t AS (UPDATE images SET tenant = 'x' RETURNING *) SELECT * FROM t",
                "SELECT * FROM (PIVOT images ON state IN my_enum USING count(*))",
                "SELECT DEFAULT",
                "SELECT count(*) EXPORT_STATE FROM images",
                "SELECT 1 OPERATOR(pg_catalog.+) 2",
                "SELECT 'x'::VARCHAR(1000000)",
                "SELECT 1 INTO t",
                "SELECT * FROM images FOR UPDATE",
                "FROM images |> SELECT bytes",
                "SELECT * FROM (SHOW TABLES)",
                "SELECT * FROM (EXPLAIN SELECT 1)",
                "SELECT * FROM (COPY images TO 'x')",
                "FROM (CALL duckdb_settings())",
                "SELECT * FROM TABLE(duckdb_settings())",
                "SHOW images",
                "SELECT * FROM (SHOW images)",
                "WITH RECURSIVE t(n) USING KEY (n) AS (SELECT 1 UNION SELECT n FROM recurring.t)"
                        + " FROM t",
            })
    void otherConstructsAreRefused(String sql) {
        SqlRefusal refusal = GOVERNOR.refusal(sql);

        assertThat(refusal.code())
                .isIn(SqlCode.FORBIDDEN_CONSTRUCT, SqlCode.FORBIDDEN_TABLE, SqlCode.SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP VIEW images",
                "SELECT 1 /* ; */; /* */ SELECT 2 --",
                ";;SELECT 1;;SELECT 2;;",
                "SELECT 1;\n\nCOPY images TO 'x'",
            })
    void severalStatementsAreRefused(String sql) {
        assertThat(GOVERNOR.refusal(sql).code())
                .isIn(SqlCode.SEVERAL_STATEMENTS, SqlCode.NOT_A_SELECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-- nothing", "/* nothing */", ";", ";;"})
    void noStatementIsToldSo(String sql) {
        assertThat(GOVERNOR.refusal(sql).code()).isEqualTo(SqlCode.SYNTAX);
    }
}
