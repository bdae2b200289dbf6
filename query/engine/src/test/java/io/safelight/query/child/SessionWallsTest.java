package io.safelight.query.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.query.govern.Governor;
import io.safelight.query.govern.Ruling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a session holds back by itself, of statements that the governor never lets through. In them
 * {@code OUT} is a folder beside the lake with a file {@code secret}, and {@code LAKE} the lake's
 * file.
 */
class SessionWallsTest {
    private static final String SECRET = "nobody's business";

    @TempDir Path folder;
    private Path outside = Path.of("");
    private LakeFile lake = new LakeFile("");

    @BeforeEach
    void aSecretBesideTheLake() throws IOException, SQLException {
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), SECRET);
        lake = LakeFile.in(Files.createDirectory(folder.resolve("lake")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('OUT/secret')",
                "SELECT * FROM read_text(['LAKE', 'OUT/secret'])",
                "SELECT * FROM read_text('LAKE/../../../outside/secret')",
                "SELECT * FROM read_text('file://OUT/secret')",
                "SELECT * FROM read_text('/proc/self/root/OUT/secret')",
                "SELECT * FROM read_text('/proc/self/environ')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_text('http://127.0.0.1:1/')",
                "SELECT * FROM read_blob('OUT/secret')",
                "SELECT * FROM read_csv('OUT/secret')",
                "SELECT * FROM read_json('OUT/secret')",
                "SELECT * FROM read_ndjson_objects('OUT/secret')",
                "SELECT * FROM read_duckdb('OUT/secret')",
                "SELECT * FROM read_parquet('LAKE/../*')",
                "SELECT * FROM parquet_metadata('OUT/secret')",
                "SELECT * FROM sniff_csv('OUT/secret')",
                "SELECT * FROM glob('OUT/*')",
                "SELECT * FROM 'OUT/secret.csv'",
                "SELECT * FROM query('FROM read_text(''OUT/secret'')')",
                "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('FROM"
                        + " read_text(''OUT/secret'')'))",
                "CREATE TYPE t AS ENUM (SELECT content FROM read_text('OUT/secret'))",
                "CREATE TABLE t AS FROM read_text('OUT/secret')",
                "CREATE TABLE t (a VARCHAR); COPY t FROM 'OUT/secret'",
                "CREATE MACRO m(x) AS TABLE SELECT * FROM read_text(x); FROM m('OUT/secret')",
                "PREPARE p AS FROM read_text(?); EXECUTE p('OUT/secret')",
            })
    void noOtherFileIsRead(String sql) {
        assertHeld(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY images TO 'OUT/new.csv'",
                "COPY (SELECT 1) TO 'OUT/secret' (FORMAT csv, USE_TMP_FILE false)",
                "COPY images TO 'OUT/parts' (FORMAT parquet, PARTITION_BY (tenant))",
                "COPY (SELECT 1) TO 'LAKE/../new.parquet'",
                "EXPORT DATABASE 'OUT/export'",
                "IMPORT DATABASE 'OUT'",
                "ATTACH 'OUT/new.db'",
                "ATTACH 'duckdb:OUT/new.db' AS other",
                "ATTACH 'http://127.0.0.1:1/x.db' AS other",
                "ATTACH 'OUT/new.db' (TYPE sqlite)",
                "ATTACH 'postgres:host=127.0.0.1' AS other",
                "CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')",
                "PRAGMA profiling_output = 'OUT/new.json'",
                "CALL enable_logging(storage = 'file', storage_path = 'OUT/logs')",
            })
    void nothingIsWrittenElsewhere(String sql) throws IOException {
        assertHeld(sql);

        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files).containsExactly(outside.resolve("secret"));
        }
        assertThat(outside.resolve("secret")).hasContent(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOAD httpfs",
                "LOAD 'OUT/x.duckdb_extension'",
                "INSTALL httpfs",
                "INSTALL 'OUT/x.duckdb_extension'",
                "FORCE INSTALL httpfs FROM 'http://127.0.0.1:1/'",
                "UPDATE EXTENSIONS",
            })
    void noExtensionIsLoaded(String sql) {
        assertHeld(sql);
    }

    @Test
    void noSettingOfTheEngineIsChanged() throws SQLException {
        try (Session session = session()) {
            for (String sql :
                    new String[] {
                        "SET enable_external_access = true",
                        "SET GLOBAL enable_external_access = true",
                        "RESET enable_external_access",
                        "SET lock_configuration = false",
                        "RESET lock_configuration",
                        "SET allowed_paths = ['/']",
                        "SET allowed_directories = ['/']",
                        "SET allowed_configs = ['memory_limit']",
                        "SET memory_limit = '100GB'",
                        "RESET memory_limit",
                        "SET temp_directory = '/tmp'",
                        "SET threads = 64",
                        "SET max_expression_depth = 1000000",
                        "SET file_search_path = '/etc'",
                        "SET secret_directory = '/tmp'",
                        "SET extension_directory = '/tmp'",
                        "SET autoload_known_extensions = true",
                        "SET allow_unsigned_extensions = true",
                        "SET log_query_path = '/tmp/x'",
                        "SET TimeZone = 'Asia/Tokyo'",
                        "SET default_collation = 'nocase'",
                        "PRAGMA memory_limit = '100GB'",
                        "PRAGMA enable_profiling",
                        "CALL enable_logging()",
                    }) {
                assertThatThrownBy(() -> run(session.connection(), sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("locked");
            }
        }
    }

    /**
     * What only the governor holds, and where it reaches files, the jail: to it the lake is mounted
     * for reading, as JailWallsTest shows of every file that a jail is given. What these make is in
     * the memory of this session, and gone with it.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM read_parquet('LAKE')",
                "FROM parquet_metadata('LAKE')",
                "COPY (SELECT 1 AS a) TO 'LAKE' (FORMAT parquet, USE_TMP_FILE false)",
                "ATTACH 'LAKE' AS other",
                "ATTACH ':memory:' AS other",
                "CREATE OR REPLACE VIEW images AS SELECT 1",
                "DROP VIEW images",
                "CREATE MACRO upper(x) AS 'mine'",
                "CREATE TABLE t AS SELECT 1",
                "FROM query('SELECT 1')",
                "FROM query_table('images')",
                "SELECT current_setting('allowed_paths')",
                "FROM duckdb_views()",
                "FROM duckdb_settings()",
                "PRAGMA database_list",
                "SET VARIABLE x = 1",
                "LOAD json",
                "SELECT write_log('x')",
                "SELECT sleep_ms(1)",
                "CHECKPOINT",
                "BEGIN",
            })
    void whatPassesHereIsHeldByTheGovernorAndTheJail(String template) throws SQLException {
        String sql = filled(template);
        try (Session session = session()) {
            assertThat(new Governor(session.syntax()).rule(sql, 1))
                    .isInstanceOf(Ruling.Refused.class);

            run(session.connection(), sql);
        }
    }

    /** The tenant's view is the governor's to guard, not the session's. */
    @Test
    void theLakesFileItselfHoldsTheRowsOfEveryTenant() throws SQLException {
        try (Session session = session()) {
            assertThat(count(session, "images")).isLessThan(LakeFile.ROWS / 2);
            assertThat(count(session, "read_parquet('" + lake.path() + "')"))
                    .isEqualTo(LakeFile.ROWS);
        }
    }

    private void assertHeld(String template) {
        assertThatThrownBy(
                        () -> {
                            try (Session session = session()) {
                                for (String sql : filled(template).split("; ")) {
                                    run(session.connection(), sql);
                                }
                            }
                        })
                .isInstanceOf(SQLException.class);
    }

    private String filled(String template) {
        return template.replace("OUT", outside.toString()).replace("LAKE", lake.path());
    }

    private Session session() throws SQLException {
        return lake.session(Optional.of("acme"));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    rows.next();
                }
            }
        }
    }

    private static int count(Session session, String table) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
