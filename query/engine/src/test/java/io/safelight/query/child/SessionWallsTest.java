package io.safelight.query.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.query.govern.Governor;
import io.safelight.query.govern.Ruling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a session holds back by itself, of statements that the governor never lets through. In them
 * {@code OUT} is a folder beside the lake with {@link OtherFiles}, and {@code LAKE} the lake's
 * file.
 */
class SessionWallsTest {
    private static final String NO_FILES =
            "Permission Error: Cannot access .* - file system operations are disabled by"
                    + " configuration";
    private static final String NO_EXTENSIONS =
            "Permission Error: Loading external extensions is disabled through configuration";

    @TempDir Path folder;
    private OtherFiles outside = new OtherFiles(Path.of(""));
    private LakeFile lake = new LakeFile("");

    @BeforeEach
    void aSecretBesideTheLake() throws IOException, SQLException {
        outside = OtherFiles.in(folder.resolve("outside"));
        lake = LakeFile.in(Files.createDirectory(folder.resolve("lake")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('OUT/secret')",
                "SELECT * FROM read_blob(['LAKE', 'OUT/secret'])",
                "SELECT * FROM read_text('OUT/../outside/secret')",
                "SELECT * FROM read_text('LAKE/../../../outside/secret')",
                "SELECT * FROM read_text('file://OUT/secret')",
                "SELECT * FROM read_text('/proc/self/root/OUT/secret')",
                "SELECT * FROM read_text('/proc/self/environ')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('OUT/secret')",
                "SELECT * FROM read_csv('OUT/secret.csv')",
                "SELECT * FROM read_json('OUT/secret.json')",
                "SELECT * FROM read_ndjson_objects('OUT/secret.json')",
                "SELECT * FROM read_duckdb('OUT/secret.db')",
                "SELECT * FROM read_parquet('OUT/*.parquet')",
                "SELECT * FROM read_parquet('LAKE/../*')",
                "SELECT * FROM parquet_metadata('OUT/secret.parquet')",
                "SELECT * FROM sniff_csv('OUT/secret.csv')",
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
                "IMPORT DATABASE 'OUT/exported'",
                "ATTACH 'OUT/secret.db' AS other (READ_ONLY)",
            })
    void noOtherFileIsRead(String template) throws SQLException {
        runUnconfined(template, outside);

        assertHeld(template, NO_FILES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY images TO 'OUT/new.csv'",
                "COPY (SELECT 1) TO 'OUT/secret' (FORMAT csv, USE_TMP_FILE false)",
                "COPY images TO 'OUT/parts' (FORMAT parquet, PARTITION_BY (tenant))",
                "COPY (SELECT 1) TO 'OUT/../outside/new.parquet'",
                "EXPORT DATABASE 'OUT/export'",
                "ATTACH 'OUT/new.db'",
                "ATTACH 'duckdb:OUT/new.db' AS other",
                "CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')",
            })
    void nothingIsWrittenElsewhere(String template) throws IOException, SQLException {
        OtherFiles unguarded = OtherFiles.in(folder.resolve("unguarded/outside"));
        Map<Path, ByteBuffer> unguardedBefore = unguarded.content();
        runUnconfined(template, unguarded);
        assertThat(unguarded.content()).isNotEqualTo(unguardedBefore);
        Map<Path, ByteBuffer> before = outside.content();

        assertHeld(template, NO_FILES);

        assertThat(outside.content()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOAD httpfs",
                "LOAD 'OUT/x.duckdb_extension'",
                "ATTACH 'OUT/new.db' (TYPE sqlite)",
                "ATTACH 'postgres:host=127.0.0.1' AS other",
            })
    void noExtensionIsLoaded(String template) throws SQLException {
        assertHeld(template, NO_EXTENSIONS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSTALL httpfs",
                "INSTALL 'OUT/x.duckdb_extension'",
                "FORCE INSTALL httpfs FROM 'http://127.0.0.1:1/'",
                "UPDATE EXTENSIONS",
            })
    void noExtensionIsInstalled(String template) throws SQLException {
        assertHeld(template, NO_FILES);
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
                        "PRAGMA profiling_output = '/tmp/x.json'",
                        "CALL enable_logging()",
                        "CALL enable_logging(storage = 'file', storage_path = '/tmp/x')",
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
        String sql = filled(template, outside);
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

    /** Without walls it works: what holds it in a session is a wall. */
    private void runUnconfined(String template, OtherFiles files) throws SQLException {
        try (Connection unconfined = lake.unconfined(files.folder())) {
            runEach(unconfined, filled(template, files));
        }
    }

    private void assertHeld(String template, String sentence) throws SQLException {
        String sql = filled(template, outside);
        try (Session session = session()) {
            assertThatThrownBy(() -> runEach(session.connection(), sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageFindingMatch(sentence);
        }
    }

    private String filled(String template, OtherFiles files) {
        return template.replace("OUT", files.folder().toString()).replace("LAKE", lake.path());
    }

    private Session session() throws SQLException {
        return lake.session(Optional.of("acme"));
    }

    private static void runEach(Connection connection, String sql) throws SQLException {
        for (String one : sql.split("; ")) {
            run(connection, one);
        }
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
