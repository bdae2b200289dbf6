package io.safelight.query.govern;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.safelight.fuzz.Trial;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements of strangers, through DuckDB's real parser. */
class StatementsFuzzTest {
    private final Parser parser = new Parser();
    private final Governor governor = new Governor(parser);

    static Stream<String> seeds() {
        return Stream.concat(good(), bad());
    }

    private static Stream<String> good() {
        return Stream.of(
                "SELECT state, count(*) FROM images GROUP BY state ORDER BY 2 DESC LIMIT 3",
                "WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT * FROM b, images i",
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM t WHERE n<9) FROM t",
                "PIVOT images ON state IN ('completed', 'failed') USING count(*)",
                "SELECT * EXCLUDE (exif) REPLACE (upper(tenant) AS tenant) FROM images",
                "SELECT sum(bytes) FILTER (WHERE width > 1) OVER (PARTITION BY tenant) FROM images",
                "SELECT x FROM range(10) t(x) WHERE x IN (SELECT width FROM images)",
                "SELECT list_transform([1,2], x -> x + 1), {'a': 1}.a, CAST('1' AS DECIMAL(9,2))",
                "SELECT repeat('x', 10), received_at > now() - INTERVAL 1 DAY FROM images",
                "VALUES (1, 'a'), (2, 'b')",
                "SUMMARIZE images");
    }

    private static Stream<String> bad() {
        return Stream.of(
                "",
                ";",
                "SELECT 1; DROP TABLE images",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM \"images\".images, main.images, system.main.images",
                "SELECT getenv('HOME'), current_setting('temp_directory')",
                "SELECT * FROM query('SELECT 1'), query_table('images'), duckdb_settings()",
                "COPY images TO '/tmp/x'",
                "WITH images AS (SELECT 1) SELECT * FROM images",
                "SELECT repeat('x', 1200000000)",
                "SELECT /* \u0000 */ 1 -- x",
                "SELECT " + "(".repeat(150) + "1" + ")".repeat(150),
                "FROM images POSITIONAL JOIN images ASOF JOIN images USING (width)",
                "SELECT (SELECT (TABLE images)) COLLATE NOCASE, images.\u212aey FROM images");
    }

    /** The rule below and the governor's lists were written apart; here they meet on every name. */
    @Test
    void noFunctionThatMayBeCalledIsAWayOut() {
        assertThat(parser.functions())
                .hasSizeGreaterThan(500)
                .filteredOn(Reach::isWayOut)
                .hasSizeGreaterThan(50)
                .noneMatch(Functions::allows)
                .noneMatch(Functions::allowsOverWindow)
                .noneMatch(Functions::allowsAsTable);
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatMayRunReachesForImagesOnly(@NotNull String sql) {
        Trial.run(() -> check(sql), sql);
    }

    private void check(String sql) {
        switch (governor.rule(sql, 100)) {
            case Ruling.Refused(var refusal) ->
                    assertThat(refusal.text()).isNotBlank().hasSizeLessThanOrEqualTo(1000);
            case Ruling.Allowed(String allowed, String bounds) -> {
                assertThat(allowed).startsWith("SELECT * FROM (").endsWith(") LIMIT 101");
                Reach.of(parser.treeOf(allowed)).requireInside();
                if (!bounds.isEmpty()) {
                    Reach.of(parser.treeOf("SELECT " + bounds)).requireInside();
                }
            }
        }
    }
}
