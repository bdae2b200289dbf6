package io.safelight.adapter.sql;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static io.safelight.testkit.ledger.LedgerSamples.NOON;
import static io.safelight.testkit.ledger.LedgerSamples.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.ports.ledger.Flow;
import io.safelight.testkit.ledger.LedgerSamples;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an older version wrote is taken over. */
class MigrationTest {
    @TempDir Path folder = Path.of("");
    private Path file = folder;

    @BeforeEach
    void writeSchema1() {
        file = folder.resolve("ledger.sqlite");
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, "", "")
                .locations("classpath:db/sqlite")
                .target("1")
                .load()
                .migrate();
    }

    @Test
    void imagesOnTheirWayAreCounted() throws SQLException {
        try (Session session = sqlite().openToWrite()) {
            image(session, ACME, 1, "received");
            image(session, ACME, 2, "received");
            image(session, ACME, 3, "claimed");
            image(session, ACME, 4, "completed");
            image(session, OTHER, 5, "failed");
            image(session, OTHER, 6, "completed");
            uncatalogued(session, 4);
            uncatalogued(session, 5);
        }

        try (SqlLedger ledger = open()) {
            Flow acme = ledger.flow(ACME, NOON);
            assertThat(List.of(acme.waiting(), acme.inWork(), acme.uncatalogued()))
                    .containsExactly(2L, 1L, 1L);
            Flow other = ledger.flow(OTHER, NOON);
            assertThat(List.of(other.waiting(), other.inWork(), other.uncatalogued()))
                    .containsExactly(0L, 0L, 1L);
        }
    }

    @Test
    void tokensHaveNoEnd() throws SQLException {
        try (Session session = sqlite().openToWrite()) {
            session.update(
                    "INSERT INTO tokens VALUES ('t1', x'%s', 'acme', 'ana', 'member', 1)"
                            .formatted("ab".repeat(32)));
        }

        try (SqlLedger ledger = open()) {
            assertThat(ledger.tokens().find("t1").orElseThrow().expiresAt()).isEmpty();
            assertThat(ledger.tokens().removeExpired(NOON, 10)).isZero();
        }
    }

    private Sqlite sqlite() {
        return new Sqlite(file, SqliteSettings.DEFAULTS.lockPatience());
    }

    private SqlLedger open() {
        return SqlLedger.open(file, SqliteSettings.DEFAULTS, () -> NOON);
    }

    private static void image(Session session, TenantId tenant, long number, String state)
            throws SQLException {
        session.update(
                """
                INSERT INTO images (id, bucket, tenant, principal, source, format, bytes, sha256,
                    received_ns, expires_ns, receipt_nonce, zone, object, state, epoch, scans,
                    sandbox_deaths, node_deaths, retry_ns, revision)
                VALUES (?, '2026-11-28T12', ?, 'ana', 'http', 'jpeg', 1, x'00', 0, 0, 'nonce',
                    'raw', 'object', ?, 0, 0, 0, 0, 0, 1)
                """,
                LedgerSamples.id(number, NOON),
                tenant.value(),
                state);
    }

    private static void uncatalogued(Session session, long number) throws SQLException {
        session.update(
                "INSERT INTO uncatalogued VALUES (?, 1, '2026-11-28T12')",
                LedgerSamples.id(number, NOON));
    }
}
