package io.safelight.query;

import static io.safelight.query.Asking.ADMIN;
import static io.safelight.query.Asking.ANA;
import static io.safelight.query.Asking.json;
import static io.safelight.query.Asking.refused;
import static io.safelight.query.Asking.rows;
import static io.safelight.query.Asking.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.domain.identity.Role;
import io.safelight.telemetry.Meters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole engine, with children in real jails. */
class JailedSqlEngineTest {
    @TempDir static Path folder;
    private static ParquetLake lake;
    private static GovernedSqlEngine engine;

    @BeforeAll
    static void start() {
        lake = new ParquetLake(folder);
        var alive = ParquetLake.NOW.plus(Duration.ofDays(3));
        lake.add("acme", 60, alive);
        lake.add("globex", 30, alive);
        lake.add("umbrella", 10, alive);
        lake.add("acme", 7, ParquetLake.NOW);
        lake.add("globex", 7, ParquetLake.NOW.minusSeconds(1));
        QuerySettings settings = settings(Map.of("query.time-limit", "5s"));
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
        assertThat(lake.open).hasValue(0);
    }

    @Test
    void membersSeeOnlyTheirTenantAndNothingThatExpired() {
        JsonNode mine = rows(engine, ANA, "SELECT tenant, count(*) FROM images GROUP BY ALL");

        assertThat(mine).hasToString("[[\"acme\",60]]");
    }

    @Test
    void administratorsSeeEveryTenantButNothingThatExpired() {
        JsonNode all =
                rows(engine, ADMIN, "SELECT tenant, count(*) FROM images GROUP BY ALL ORDER BY 1");

        assertThat(all).hasToString("[[\"acme\",60],[\"globex\",30],[\"umbrella\",10]]");
    }

    @Test
    void conditionsOnTimesMeanWhatTheySay() {
        String since = "SELECT count(*) FROM images i WHERE i.received_at > '2026-11-21 09:30:00'";
        String between =
                "SELECT count(*) FROM images WHERE received_at BETWEEN '2026-11-21 09:30:00' AND"
                        + " '2026-11-21 09:40:00' AND filename LIKE 'acme%'";

        assertThat(rows(engine, ANA, since)).hasToString("[[30]]");
        assertThat(rows(engine, ANA, between)).hasToString("[[11]]");
        assertThat(rows(engine, ADMIN, since)).hasToString("[[70]]");
    }

    @Test
    void anEmptyAnswerOfAnotherTenantIsEmpty() {
        var nobody = Asking.principal("nobody", Role.MEMBER);

        assertThat(rows(engine, nobody, "SELECT * FROM images")).isEmpty();
    }

    @Test
    void theColumnFilenameIsTheImagesAndNotTheFilesName() {
        JsonNode names = rows(engine, ANA, "SELECT filename FROM images ORDER BY bytes LIMIT 1");

        assertThat(names).hasToString("[[\"acme-secret-0.jpg\"]]");
    }

    @Test
    void valuesAreSensibleJson() {
        JsonNode answer =
                json(
                        engine,
                        ANA,
                        "SELECT received_at, taken_at, attributes, 1.50::DECIMAL(9,2) d, [1, NULL]"
                            + " l, {'a': 1, 'b': [now() IS NULL]} s, map {'k': 2} m, 'nan'::DOUBLE"
                            + " n, '\\xAA\\x01'::BLOB b, NULL z, interval 3 day i, DATE"
                            + " '2026-01-02' t, sum(bytes) OVER () total FROM images ORDER BY bytes"
                            + " LIMIT 1");

        assertThat(answer.get("rows").get(0))
                .hasToString(
                        "[\"2026-11-21T10:00:00Z\",\"2026-11-01T12:00:00\","
                            + "{\"project\":\"acme-p0\",\"shot\":0,\"tags\":[\"a\",\"b\"]},1.5,[1,null],"
                            + "{\"a\":1,\"b\":[false]},{\"k\":2},\"NaN\",\"qgE=\",null,\"3"
                            + " days\",\"2026-01-02\",77700]");
        assertThat(answer.get("columns").get(0))
                .hasToString("{\"name\":\"received_at\",\"type\":\"TIMESTAMP WITH TIME ZONE\"}");
        assertThat(answer.get("rowCount").asInt()).isEqualTo(1);
        assertThat(answer.get("truncated").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT state, count(*) FROM images GROUP BY state HAVING count(*) > 3 ORDER BY 2",
                "SELECT date_trunc('hour', received_at) h, count(*) FROM images GROUP BY 1 ORDER BY"
                        + " 1",
                "SELECT quantile_cont(bytes, 0.5), median(bytes), quantile_cont(bytes, [0.5, 0.9]),"
                        + " percentile_cont(0.5) WITHIN GROUP (ORDER BY bytes) FROM images",
                "SELECT filename, row_number() OVER (PARTITION BY state ORDER BY bytes DESC) FROM"
                    + " images QUALIFY row_number() OVER (PARTITION BY state ORDER BY bytes DESC)"
                    + " <= 2",
                "SELECT sum(bytes) OVER w, lag(bytes, 1) OVER w, avg(bytes) OVER (ORDER BY"
                        + " received_at RANGE BETWEEN INTERVAL 10 MINUTE PRECEDING AND CURRENT ROW)"
                        + " FROM images WINDOW w AS (PARTITION BY state ORDER BY received_at)",
                "WITH hourly AS (SELECT date_trunc('hour', received_at) h, count(*) n FROM images"
                    + " GROUP BY 1), top AS (SELECT * FROM hourly ORDER BY n DESC LIMIT 3) SELECT *"
                    + " FROM top",
                "SELECT attributes->>'$.project', attributes->>'project',"
                    + " json_extract_string(attributes, '$.tags[0]'), exif->'ISO' FROM images LIMIT"
                    + " 3",
                "SELECT (attributes->>'shot')::INT + 1 FROM images WHERE attributes->>'project' ="
                        + " 'acme-p1'",
                "SELECT count(*) FROM images WHERE filename LIKE '%1.jpg' OR filename ILIKE"
                        + " '%SECRET%' OR regexp_matches(filename, '^acme') OR filename SIMILAR TO"
                        + " '.*jpg'",
                "SELECT CASE WHEN bytes > 1200 THEN 'big' ELSE 'small' END k, count(*) FROM images"
                        + " GROUP BY k",
                "SELECT DISTINCT state FROM images UNION SELECT 'x' UNION ALL SELECT 'y' EXCEPT"
                        + " SELECT 'x'",
                "SELECT count(*) FILTER (WHERE state = 'failed'), count(DISTINCT source) FROM"
                        + " images",
                "PIVOT images ON state IN ('completed', 'failed') USING count(*), avg(bytes) GROUP"
                        + " BY source",
                "SELECT * FROM (SELECT state, source FROM images) PIVOT (count(*) FOR state IN"
                        + " ('completed', 'failed') GROUP BY source)",
                "UNPIVOT (SELECT width, height FROM images LIMIT 2) ON width, height INTO NAME n"
                        + " VALUE v",
                "SELECT unnest(from_json(attributes->'tags', '[\"VARCHAR\"]')) tag, count(*) FROM"
                        + " images GROUP BY 1",
                "SELECT t.tag FROM images, unnest(from_json(labels, '[\"VARCHAR\"]')) t(tag)",
                "SELECT a.filename, b.filename FROM images a JOIN images b USING (sha256) WHERE"
                        + " a.bytes <= b.bytes LIMIT 3",
                "SELECT count(*) FROM images a LEFT JOIN images b ON a.image_id = b.image_id AND"
                        + " b.state = 'failed' WHERE b.image_id IS NULL",
                "SELECT count(*) FROM images WHERE received_at > now() - INTERVAL 10 YEAR AND"
                    + " received_at::DATE <= current_date + 100 AND extract(hour FROM received_at)"
                    + " < 24",
                "SELECT received_at AT TIME ZONE 'Europe/Berlin', strftime(received_at, '%Y-%m-%d')"
                        + " FROM images LIMIT 1",
                "SELECT date_diff('minute', received_at, completed_at) d, time_bucket(INTERVAL 15"
                        + " MINUTE, received_at) FROM images",
                "SELECT * EXCLUDE (exif) REPLACE (upper(filename) AS filename) FROM images LIMIT 1",
                "SELECT COLUMNS('.*_at') FROM images LIMIT 1",
                "SELECT min(COLUMNS(* EXCLUDE (attributes, programs, outputs, exif, labels))) FROM"
                        + " images",
                "SELECT list_transform([1, 2], lambda x: x + 1), [x * 2 FOR x IN [1, 2] IF x > 1]",
                "SELECT DISTINCT ON (state) state, filename FROM images ORDER BY state, bytes",
                "SELECT state, source, count(*) FROM images GROUP BY ROLLUP (state, source)",
                "SELECT state, count(*), grouping(state) FROM images GROUP BY GROUPING SETS"
                        + " ((state), ())",
                "SELECT bytes FROM images WHERE bytes > (SELECT avg(bytes) FROM images) AND EXISTS"
                        + " (SELECT 1 FROM images i WHERE i.state = images.state) LIMIT 5 OFFSET 2",
                "SELECT count(*) FROM images WHERE state IN ('completed', 'failed') AND bytes"
                        + " BETWEEN 1 AND 99999 AND source NOT IN (SELECT 'x')",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT"
                        + " * FROM n",
                "SELECT h, count(i.image_id) FROM generate_series(TIMESTAMPTZ '2026-11-21"
                    + " 00:00:00+00', TIMESTAMPTZ '2026-11-21 10:00:00+00', INTERVAL 1 HOUR) s(h)"
                    + " LEFT JOIN images i ON date_trunc('hour', i.received_at) = h GROUP BY h"
                    + " ORDER BY h",
                "FROM images SELECT count(*)",
                "FROM images LIMIT 3",
                "TABLE images",
                "DESCRIBE images",
                "SUMMARIZE images",
                "SELECT * FROM images ASOF JOIN (SELECT received_at, bytes b FROM images) x USING"
                        + " (received_at) LIMIT 1",
                "SELECT string_agg(filename, ',' ORDER BY bytes) FROM (SELECT * FROM images LIMIT"
                        + " 3)",
                "SELECT \"state\", 'it''s' AS \"a b\" FROM \"images\" -- a comment\n LIMIT 1;",
                "SELECT try_cast(filename AS INT), TRY(filename::INT), coalesce(threat, '-') FROM"
                        + " images",
                "SELECT lpad(state, 12, '.'), repeat('ab', 3), filename COLLATE NOCASE FROM images"
                        + " LIMIT 1",
                "SELECT arg_max(filename, bytes), histogram(state), mode(source),"
                        + " approx_count_distinct(sha256) FROM images",
                "VALUES (1, 'a'), (2, 'b')",
                "SELECT * FROM images USING SAMPLE 5 ROWS",
                "SELECT image_id FROM images WHERE image_id ="
                        + " '00000000-0000-0000-0000-000000000000'",
                "SELECT json(i.attributes)->'tags'->>0 FROM images i LIMIT 1",
            })
    void analystsCanAsk(String sql) {
        JsonNode answer = json(engine, ANA, sql);

        assertThat(answer.get("truncated").asBoolean()).isFalse();
        assertThat(answer.toString()).doesNotContain("globex").doesNotContain("umbrella");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT filename::INT FROM images",
                "SELECT count(*) FROM images WHERE filename::INT > 3",
                "SELECT count(*) FROM images WHERE CASE WHEN filename LIKE 'globex%' THEN"
                        + " filename::INT > 0 ELSE true END AND filename::INT = 7",
                "SELECT json_extract(filename, '$.a') FROM images",
                "SELECT attributes::INT FROM images",
                "SELECT bytes + 9223372036854775807 FROM images",
                "SELECT (width * 1000)::TINYINT FROM images",
                "SELECT nothing FROM images",
                "SELECT strptime(filename, '%Y') FROM images",
                "SELECT regexp_matches(filename, '(') FROM images",
            })
    void errorsTellNoValuesAndNoPaths(String sql) {
        var cause = refused(engine, ANA, sql);

        assertThat(cause.code()).isEqualTo("sql-failed");
        assertThat(cause.text())
                .isNotBlank()
                .doesNotContain("secret")
                .doesNotContain("globex")
                .doesNotContain("acme-p")
                .doesNotContain(folder.toString())
                .doesNotContain(".parquet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM images WHERE CASE WHEN tenant = 'globex' THEN filename::INT >"
                        + " 0 ELSE true END",
                "SELECT count(*) FROM images WHERE CASE WHEN filename LIKE 'globex%' THEN (bytes +"
                        + " 9223372036854775807) > 0 ELSE true END",
                "SELECT count(CASE WHEN tenant <> 'acme' THEN filename::INT END) FROM images HAVING"
                        + " count(*) > 0",
                "SELECT count(*) FROM images a JOIN images b ON a.sha256 = b.sha256 AND CASE WHEN"
                        + " b.tenant <> 'acme' THEN b.filename::INT > 0 ELSE true END",
                "SELECT count(*) FROM images WHERE EXISTS (SELECT 1 FROM images i WHERE i.sha256 ="
                        + " images.sha256 AND CASE WHEN i.tenant <> 'acme' THEN i.filename::INT = 1"
                        + " ELSE true END)",
                "SELECT count(*) FROM images WHERE expires_at > TIMESTAMPTZ '2026-11-21"
                        + " 10:00:00+00' OR filename::INT = 3",
            })
    void noExpressionEverMeetsAnotherTenantsRow(String sql) {
        JsonNode answer = rows(engine, ANA, sql);

        assertThat(answer.get(0).get(0).asInt()).isIn(60, 0);
    }
}
