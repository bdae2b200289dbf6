package io.safelight.query.govern;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.query.wire.SqlCode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs, what is told of what does not, and the limits of a statement itself. */
class GovernorTest {
    @AutoClose private static final RealGovernor GOVERNOR = new RealGovernor();

    @Test
    void whatRunsIsWrittenAnewWithoutComments() {
        Ruling ruling = GOVERNOR.rule("select /* ; drop */ 1 -- x\n;", 10);

        assertThat(ruling).isEqualTo(new Ruling.Allowed("SELECT * FROM (SELECT 1) LIMIT 11", ""));
    }

    @Test
    void whatRunsIsRuledTheSameAgain() {
        List<String> statements =
                List.of(
                        "WITH a AS (SELECT * FROM images) FROM a",
                        "SELECT * FROM images i(a, b) JOIN images USING (tenant)",
                        "PIVOT images ON state IN ('a') USING count(*) GROUP BY tenant",
                        "SELECT 'it''s', \"a b\" FROM images ORDER BY ALL LIMIT 10%");

        for (String sql : statements) {
            var allowed = (Ruling.Allowed) GOVERNOR.rule(sql, 10);
            assertThat(GOVERNOR.rule(allowed.sql(), 10)).isInstanceOf(Ruling.Allowed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a' AS \"x\"\" ; DROP VIEW images --\"",
                "SELECT * FROM images AS \"i\"\" , duckdb_settings() --\"",
                "SELECT * FROM (SELECT 1 AS \"a\"\") FROM duckdb_settings() --\") AS t",
                "SELECT 'it''s\\'' ; DROP VIEW images --'",
            })
    void namesAndTextsWithQuotesStayNamesAndTexts(String sql) {
        assertThat(GOVERNOR.rule(sql, 10))
                .isEqualTo(new Ruling.Allowed("SELECT * FROM (" + sql + ") LIMIT 11", ""));
    }

    @Test
    void refusalsTellThePosition() {
        assertThat(GOVERNOR.refusal("SELECT bytes, getenv('x') FROM images").text())
                .contains("\"getenv\"")
                .contains("at character 15");
        assertThat(GOVERNOR.refusal("SELECT * FROM other").text()).contains("at character 15");
        assertThat(GOVERNOR.refusal("SELEC 1").text()).contains("at character 1");
    }

    @Test
    void tooLongStatementsAreRefused() {
        String sql = "SELECT '" + "x".repeat(Governor.MAX_SQL_BYTES) + "'";

        assertThat(GOVERNOR.refusal(sql).code()).isEqualTo(SqlCode.TOO_LONG);
    }

    @Test
    void tooDeepStatementsAreRefused() {
        List<String> statements =
                List.of(
                        "SELECT " + "(".repeat(10_000) + "1" + ")".repeat(10_000),
                        "SELECT " + "[".repeat(10_000) + "1" + "]".repeat(10_000),
                        "SELECT " + "(SELECT ".repeat(4000) + "1" + ")".repeat(4000),
                        "SELECT 1" + " + 1".repeat(10_000),
                        "SELECT " + "NOT ".repeat(10_000) + "true",
                        "SELECT " + "- ".repeat(10_000) + "1",
                        "SELECT 'a'" + " || 'a'".repeat(5000),
                        "SELECT " + "CASE WHEN true THEN ".repeat(2000) + "1" + " END".repeat(2000),
                        "SELECT 1" + "::INT".repeat(10_000),
                        "SELECT 1" + "::INT[]".repeat(1000),
                        "SELECT x" + "[1]".repeat(10_000),
                        "SELECT * FROM images" + ", images".repeat(5000));

        for (String sql : statements) {
            assertThat(GOVERNOR.refusal(sql).code())
                    .as(sql.substring(0, 30))
                    .isIn(SqlCode.TOO_DEEP, SqlCode.SYNTAX);
        }
    }

    @Test
    void longListsAreNoDepth() {
        String sql = "SELECT * FROM images WHERE bytes IN (1" + ", 1".repeat(15_000) + ")";

        assertThat(GOVERNOR.rule(sql, 10)).isInstanceOf(Ruling.Allowed.class);
    }

    @Test
    void brokenStatementsAreAlwaysRuled() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        String[] words =
                ("SELECT FROM images WHERE ( ) [ ] { } , ; -- /* */ 1 'a' * :: INT WITH a AS UNION"
                     + " ALL ORDER BY LIMIT JOIN ON getenv('x') read_csv('x') 'x.csv' lambda x: ->"
                     + " $1 ? CASE WHEN THEN END PIVOT IN USING count(*) OVER COPY TO \\0"
                     + " \uD83D\uDE00 é")
                        .split(" ");

        for (int i = 0; i < 3000; i++) {
            var sql = new StringBuilder("SELECT ");
            for (int n = random.nextInt(14); n >= 0; n--) {
                sql.append(words[random.nextInt(words.length)]).append(' ');
            }
            Ruling ruling = GOVERNOR.rule(sql.toString(), 10);
            if (ruling instanceof Ruling.Allowed(String allowed, String bounds)) {
                assertThat(allowed)
                        .as("seed %d: %s", seed, sql)
                        .doesNotContain("getenv(")
                        .doesNotContain("read_csv(")
                        .doesNotContain("COPY ");
            }
        }
    }
}
