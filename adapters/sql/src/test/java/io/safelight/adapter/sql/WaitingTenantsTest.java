package io.safelight.adapter.sql;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static io.safelight.testkit.ledger.LedgerSamples.NODE_1;
import static io.safelight.testkit.ledger.LedgerSamples.NOON;
import static io.safelight.testkit.ledger.LedgerSamples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.work.Claimed;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tenants all of whose images wait for a retry cost a claim nothing. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WaitingTenantsTest {
    private static final int TENANTS = 10_000;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Instant LATER = NOON.plus(Duration.ofHours(1));

    @TempDir Path folder = Path.of("");

    @Test
    void aClaimVisitsOnlyTenantsWithWorkThatIsDue() throws SQLException {
        Path path = filled(TENANTS);
        var connections = new FaultyConnections(path);
        var settings = SqliteSettings.DEFAULTS;
        try (var ledger = SqlLedger.open(connections, connections, settings, () -> NOON)) {
            // These put off what does not know yet that it waits.
            for (int i = 0; i <= 2 * TENANTS / Turns.MAX_MOVED; i++) {
                ledger.claim(NODE_1, 8, false, NOON, LEASE);
            }
            ledger.admit(List.of(image(ACME, 2)));

            int before = connections.executions();
            long start = System.nanoTime();
            List<Claimed> claimed = ledger.claim(NODE_1, 8, false, NOON, LEASE);
            var took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(connections.executions() - before)
                    .as("statements of a claim, which took %s", took)
                    .isLessThan(20);
            assertThat(ids(claimed)).containsExactly(image(ACME, 2).id());
        }
    }

    /** A database of tenants each of whom waits. */
    private Path filled(int tenants) throws SQLException {
        try (var file = new SqlLedgerFile(folder)) {
            file.open(InstantSource.system()).admit(List.of(image(ACME, 1, LATER)));
            LedgerFiller.fillTenants(file.path(), ACME, tenants);
            return file.path();
        }
    }

    /** As after a clock that was set back: none of what the others wait for is lost. */
    @Test
    void whatWasPutOffIsGivenOutWhenItIsDue() throws SQLException {
        try (var file = new SqlLedgerFile(folder)) {
            SqlLedger ledger = file.open(InstantSource.system());
            ledger.admit(List.of(image(ACME, 1, LATER)));
            LedgerFiller.fillTenants(file.path(), ACME, 99);
            Instant now = LATER.plusSeconds(60);

            assertThat(ledger.claim(NODE_1, 8, false, NOON, LEASE)).isEmpty();
            assertThat(ledger.flow(new TenantId("tenant-1"), now).dueSince()).contains(LATER);
            assertThat(ledger.claim(NODE_1, 200, false, now, LEASE)).hasSize(100);
        }
    }

    private static List<Object> ids(List<Claimed> claimed) {
        return claimed.stream().<Object>map(one -> one.image().id()).toList();
    }
}
