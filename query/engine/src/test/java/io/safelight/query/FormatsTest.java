package io.safelight.query;

import static io.safelight.query.Asking.ANA;
import static io.safelight.query.Asking.bytes;
import static io.safelight.query.Asking.refused;
import static io.safelight.query.Asking.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.ports.query.ResultFormat;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlQuestion;
import io.safelight.telemetry.Meters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
    @TempDir static Path folder;
    private static GovernedSqlEngine engine;

    @BeforeAll
    static void start() {
        var lake = new ParquetLake(folder);
        lake.add("acme", 60, ParquetLake.NOW.plusSeconds(3600));
        QuerySettings settings =
                settings(Map.of("query.max-rows", "20000", "query.max-answer", "2MiB"));
        engine =
                GovernedSqlEngine.start(
                        lake,
                        settings,
                        InstantSource.fixed(ParquetLake.NOW),
                        Asking.jails(settings),
                        Meters.none());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void csvFollowsTheRfc() {
        String sql =
                "SELECT received_at AS \"a,b\", 'x\"y' AS q, NULL AS n, '' AS e, attributes AS j"
                        + " FROM images ORDER BY bytes LIMIT 1";

        String csv = new String(bytes(engine, ANA, sql, ResultFormat.CSV), StandardCharsets.UTF_8);

        assertThat(csv.lines())
                .containsExactly(
                        "\"a,b\",q,n,e,j",
                        "2026-11-21T10:00:00Z,\"x\"\"y\",,\"\",\"{\"\"project\"\":\"\"acme-p0\"\",\"\"shot\"\":0,"
                            + "\"\"tags\"\":[\"\"a\"\",\"\"b\"\"]}\"");
        assertThat(csv).endsWith("]}\"\r\n");
    }

    @Test
    void arrowIsAStreamOfAllRows() throws Exception {
        byte[] stream =
                bytes(engine, ANA, "SELECT * FROM images ORDER BY bytes", ResultFormat.ARROW);

        try (var allocator = new RootAllocator();
                var reader = new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
            int rows = 0;
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
            assertThat(rows).isEqualTo(60);
            assertThat(reader.getVectorSchemaRoot().getVector("filename").getObject(3))
                    .hasToString("acme-secret-3.jpg");
        }
    }

    @Test
    void parquetKeepsAllRowsTheirOrderAndTypes(@TempDir Path out) throws Exception {
        byte[] file =
                bytes(engine, ANA, "SELECT * FROM images ORDER BY bytes", ResultFormat.PARQUET);

        Path path = Files.write(out.resolve("x.parquet"), file);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT count(*), first(filename), typeof(first(image_id)) FROM '"
                                        + path
                                        + "'")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(60);
            assertThat(rows.getString(2)).isEqualTo("acme-secret-0.jpg");
            assertThat(rows.getString(3)).isEqualTo("UUID");
        }
    }

    @Test
    void jsonLeavesRowsOutAndSaysSo() {
        var answer = Asking.json(engine, ANA, "SELECT i FROM range(20001) t(i)");

        assertThat(answer.get("rowCount").asInt()).isEqualTo(20_000);
        assertThat(answer.get("rows")).hasSize(20_000);
        assertThat(answer.get("truncated").asBoolean()).isTrue();
        var whole = Asking.json(engine, ANA, "SELECT i FROM range(20000) t(i)");
        assertThat(whole.get("truncated").asBoolean()).isFalse();
    }

    @Test
    void formsWithoutAPlaceToSaySoAreRefusedWhenRowsWouldBeMissing() {
        for (ResultFormat format :
                new ResultFormat[] {ResultFormat.CSV, ResultFormat.ARROW, ResultFormat.PARQUET}) {
            var cause = refused(engine, ANA, "SELECT i FROM range(20001) t(i)", format);

            assertThat(cause.code()).as(format.name()).isEqualTo("sql-too-many-rows");
        }
    }

    @Test
    void longAnswersAreCutWhenRowsWouldBeMissing() throws IOException {
        SqlAnswer answer =
                engine.query(
                        new SqlQuestion(
                                ANA,
                                "SELECT i, md5(i::VARCHAR) FROM range(20001) t(i)",
                                ResultFormat.CSV));

        try (InputStream body = ((SqlAnswer.Rows) answer).body()) {
            assertThatThrownBy(body::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("sql-too-many-rows");
        }
    }

    @Test
    void answersOverTheSizeAreRefusedOrCut() {
        String wide =
                "SELECT a, sha256(a || 1), sha256(a || 2), sha256(a || 3), sha256(a || 4) FROM"
                        + " (SELECT sha256(i::VARCHAR) FROM range(19000) t(i)) t(a)";

        assertThat(refused(engine, ANA, wide, ResultFormat.PARQUET).code())
                .isEqualTo("sql-answer-too-large");
        assertThat(Asking.json(engine, ANA, wide).get("truncated").asBoolean()).isTrue();
    }

    @Test
    void theAnswerOfNoRowsHasItsColumns() {
        String none = "SELECT filename, bytes FROM images WHERE false";

        assertThat(bytes(engine, ANA, none, ResultFormat.CSV))
                .asString()
                .isEqualTo("filename,bytes\r\n");
        assertThat(bytes(engine, ANA, none, ResultFormat.ARROW)).isNotEmpty();
        assertThat(bytes(engine, ANA, none, ResultFormat.PARQUET)).isNotEmpty();
        assertThat(Asking.json(engine, ANA, none).get("columns")).hasSize(2);
    }

    @Test
    void anEmptyLakeIsATableWithoutRows(@TempDir Path empty) {
        QuerySettings settings = settings(Map.of());
        try (var none =
                GovernedSqlEngine.start(
                        new ParquetLake(empty),
                        settings,
                        InstantSource.fixed(ParquetLake.NOW),
                        Asking.jails(settings),
                        Meters.none())) {
            assertThat(Asking.rows(none, ANA, "SELECT count(*), max(received_at) FROM images"))
                    .hasToString("[[0,null]]");
            assertThat(Asking.json(none, ANA, "FROM images").get("columns")).hasSize(36);
        }
    }
}
