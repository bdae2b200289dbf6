package io.safelight.query;

import static io.safelight.query.Asking.ANA;
import static io.safelight.query.Asking.rows;
import static io.safelight.query.Asking.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.ports.query.ResultFormat;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlQuestion;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the governor lets through must still end in time, within memory, and hurt nobody else. */
class HostileStatementsTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @TempDir static Path folder;
    private static final List<QueryChild> CHILDREN = new CopyOnWriteArrayList<>();
    private static GovernedSqlEngine engine;

    @BeforeAll
    static void start() {
        var lake = new ParquetLake(folder);
        lake.add("acme", 60, ParquetLake.NOW.plusSeconds(3600));
        QuerySettings settings =
                settings(
                        Map.of(
                                "query.time-limit", LIMIT.toMillis() + "ms",
                                "query.memory", "256MiB",
                                "query.max-answer", "8MiB",
                                "query.patience", "100ms",
                                "query.questions-per-child", "20"));
        JailedLaunch jails = Asking.jails(settings);
        ChildLaunch recorded =
                place -> {
                    QueryChild child = jails.launch(place);
                    CHILDREN.add(child);
                    return child;
                };
        engine =
                GovernedSqlEngine.start(
                        lake,
                        settings,
                        InstantSource.fixed(ParquetLake.NOW),
                        recorded,
                        Meters.none());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range ="
                        + " 7",
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT count(*) FROM"
                        + " t",
                "SELECT count(*) FROM images a, images b, images c, images d, images e, images f"
                    + " WHERE hash(a.bytes + b.bytes * c.bytes + d.bytes - e.bytes * f.bytes) = 1",
                "SELECT count(*) FROM range(1000000000000) t(i) WHERE"
                        + " regexp_matches(repeat('a', 1000) || i, '(a*)*(a*)*(a*)*b')",
                "SELECT levenshtein(repeat(repeat('a', 1000), 300), repeat(repeat('b', 1000),"
                        + " 300))",
            })
    void endlessStatementsEndInTime(String sql) {
        assertThat(codeInTime(sql)).isIn("sql-timed-out", "sql-out-of-memory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT list(i) FROM range(1000000000) t(i)",
                "SELECT count(DISTINCT md5(i::VARCHAR)) FROM range(1000000000) t(i)",
                "SELECT length(repeat(repeat(repeat('x', 1000), 1000), 1000))",
                "SELECT length(replace(replace(replace(repeat('a', 1000), 'a', repeat('b', 1000)),"
                        + " 'b', repeat('c', 1000)), 'c', repeat('d', 1000)))",
                "WITH RECURSIVE t(s) AS (SELECT 'x' UNION ALL SELECT s || s FROM t) SELECT"
                        + " length(s) FROM t",
                "SELECT string_agg(repeat('x', 1000)) FROM range(100000000)",
                "SELECT list_reduce(l, lambda x, y: x || x) FROM (SELECT list('a') AS l FROM"
                        + " range(60))",
                "SELECT json_pretty(repeat(repeat('[', 1000), 1000) || repeat(repeat(']', 1000),"
                        + " 1000))",
                "SELECT from_json('null', '\"INT[100000][100000]\"')",
            })
    void greedyStatementsEndInTimeAndWithinMemory(String sql) {
        var memory = MemoryWatch.start();

        String code = codeInTime(sql);

        assertThat(code).isIn("sql-out-of-memory", "sql-timed-out", "sql-failed");
        assertThat(memory.stop()).isLessThan((256 + 640) << 20);
    }

    /** DuckDB recurses as deep as they are; where its stack ends, the child dies of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT json_contains(repeat(repeat('[', 1000), 1000) || repeat(repeat(']', 1000),"
                        + " 1000), '1')",
                "SELECT from_json('null', repeat(repeat('[', 1000), 100) || '\"INT\"' ||"
                        + " repeat(repeat(']', 1000), 100))",
            })
    void documentsNestedBeyondReasonHurtAtMostTheirOwnQuestion(String sql) throws IOException {
        assertThatTheNextQuestionWorks();
        long start = System.nanoTime();

        if (engine.query(new SqlQuestion(ANA, sql, ResultFormat.JSON))
                instanceof SqlAnswer.Rows(InputStream body)) {
            try (body) {
                assertThat(body.readAllBytes()).isNotEmpty();
            }
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plusSeconds(1));
        assertThatTheNextQuestionWorks();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT i, repeat('x', 1000) FROM range(1000000000) t(i)",
                "SELECT * FROM range(1000000000000)",
            })
    void hugeAnswersAreCutInJsonAndSaySo(String sql) {
        var answer = Asking.json(engine, ANA, sql);

        assertThat(answer.get("truncated").asBoolean()).isTrue();
        assertThat(answer.get("rowCount").asInt()).isEqualTo(answer.get("rows").size());
    }

    @Test
    void wideButFlatStatementsAreAnsweredOrRefused() throws IOException {
        for (String sql :
                List.of(
                        "SELECT 1" + " UNION ALL SELECT 1".repeat(500),
                        "SELECT * FROM images WHERE bytes IN (1" + ", 1".repeat(15_000) + ")",
                        "SELECT 1" + ", 1".repeat(20_000),
                        "SELECT * FROM images WHERE bytes = 1" + " OR bytes = 2".repeat(4000))) {
            SqlAnswer answer = engine.query(new SqlQuestion(ANA, sql, ResultFormat.CSV));

            if (answer instanceof SqlAnswer.Rows(InputStream body)) {
                try (body) {
                    assertThat(body.readAllBytes()).isNotEmpty();
                }
            }
        }
        assertThatTheNextQuestionWorks();
    }

    @Test
    void aChildKilledInTheMiddleIsReplaced() throws Exception {
        var asking = new Thread(() -> CHILDREN.forEach(QueryChild::kill));
        SqlAnswer answer =
                engine.query(
                        new SqlQuestion(
                                ANA,
                                "SELECT i, md5(i::VARCHAR) FROM range(90000) t(i)",
                                ResultFormat.CSV));
        asking.start();
        asking.join();

        assertThat(answer).isInstanceOf(SqlAnswer.Rows.class);
        InputStream body = ((SqlAnswer.Rows) answer).body();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(body::readAllBytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut");
        body.close();
        assertThatTheNextQuestionWorks();
    }

    @Test
    void aKilledIdleChildIsReplaced() {
        assertThatTheNextQuestionWorks();
        CHILDREN.forEach(QueryChild::kill);

        assertThatTheNextQuestionWorks();
    }

    @Test
    void moreQuestionsThanPlacesAreToldToComeAgain() throws Exception {
        try (var first = body(longAnswer());
                var second = body(longAnswer())) {
            var third = engine.query(new SqlQuestion(ANA, "SELECT 1", ResultFormat.JSON));

            assertThat(third).isInstanceOf(SqlAnswer.Busy.class);
            assertThat(first.read()).isEqualTo(second.read());
        }
        assertThatTheNextQuestionWorks();
    }

    @Test
    void childrenAreReplacedAfterTheirNumberOfQuestions() {
        int before = CHILDREN.size();

        for (int i = 0; i < 60; i++) {
            assertThatTheNextQuestionWorks();
        }

        assertThat(CHILDREN.size() - before).isBetween(2, 5);
    }

    /** Enough to fill every buffer on the way. */
    private static String longAnswer() {
        return "SELECT i, repeat('x', 50) FROM range(90000) t(i)";
    }

    private static InputStream body(String sql) {
        return ((SqlAnswer.Rows) engine.query(new SqlQuestion(ANA, sql, ResultFormat.CSV))).body();
    }

    /** With a warm child before, and a sound one after. */
    private static String codeInTime(String sql) {
        assertThatTheNextQuestionWorks();
        long start = System.nanoTime();

        var cause = Asking.refused(engine, ANA, sql);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plusSeconds(1));
        assertThatTheNextQuestionWorks();
        return cause.code();
    }

    private static void assertThatTheNextQuestionWorks() {
        assertThat(rows(engine, ANA, "SELECT count(*) FROM images")).hasToString("[[60]]");
    }
}
