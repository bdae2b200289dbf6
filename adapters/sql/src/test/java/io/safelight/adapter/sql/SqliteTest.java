package io.safelight.adapter.sql;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static io.safelight.testkit.ledger.LedgerSamples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTest {
    @TempDir Path folder = Path.of("");

    @Test
    void commitsAreOnTheDiskAndWhatIsDeletedIsOverwritten() throws SQLException {
        var sqlite = new Sqlite(folder.resolve("ledger.sqlite"));
        sqlite.migrate();

        var wanted =
                Map.of(
                        "journal_mode", "wal",
                        "synchronous", "2",
                        "secure_delete", "1",
                        "busy_timeout", "10000",
                        "temp_store", "2");
        try (Session session = sqlite.openToWrite()) {
            for (Map.Entry<String, String> pragma : wanted.entrySet()) {
                assertThat(session.one("PRAGMA " + pragma.getKey(), Row::text))
                        .as(pragma.getKey())
                        .contains(pragma.getValue());
            }
        }
    }

    @Test
    void readersCannotWrite() throws SQLException {
        var sqlite = new Sqlite(folder.resolve("ledger.sqlite"));
        sqlite.migrate();

        try (Session session = sqlite.openToRead()) {
            assertThatThrownBy(() -> session.update("DELETE FROM images"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aLedgerOfANewerVersionIsRefusedWithASentence() throws SQLException {
        var sqlite = new Sqlite(folder.resolve("ledger.sqlite"));
        sqlite.migrate();
        try (Session session = sqlite.openToWrite()) {
            session.update("PRAGMA user_version = 99");
        }

        assertThatThrownBy(sqlite::migrate)
                .isInstanceOfSatisfying(
                        PortException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                .hasMessageContaining("schema 99")
                .hasMessageContaining("Start the version that wrote it");
    }

    @Test
    void migrationsEndAtTheNewestSchemaAndRunOnce() throws SQLException {
        var sqlite = new Sqlite(folder.resolve("ledger.sqlite"));
        assertThat(sqlite.schemaVersion()).isZero();

        sqlite.migrate();
        sqlite.migrate();

        assertThat(sqlite.schemaVersion()).isEqualTo(Sqlite.NEWEST_SCHEMA);
        try (Session session = sqlite.openToRead()) {
            assertThat(session.list("SELECT version FROM flyway_schema_history", Row::text))
                    .hasSize((int) Sqlite.NEWEST_SCHEMA);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Path file = folder.resolve("ledger.sqlite");
        Files.writeString(file, "no database ".repeat(1000));

        assertThatThrownBy(() -> new Sqlite(file).migrate())
                .isInstanceOfSatisfying(
                        PortException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                .hasMessageContaining(file.toString());
    }

    @Test
    void deletedRowsLeaveNoTraceInTheFile() throws Exception {
        Path file = folder.resolve("ledger.sqlite");
        try (SqlLedger ledger =
                SqlLedger.open(file, SqliteSettings.DEFAULTS, InstantSource.system())) {
            ledger.admit(List.of(image(ACME, 1)));
        }
        assertThat(contains(file, "nonce-1")).isTrue();

        try (Session session = new Sqlite(file).openToWrite()) {
            session.update("DELETE FROM images");
        }

        assertThat(contains(file, "nonce-1")).isFalse();
    }

    private static boolean contains(Path file, String text) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    }
}
