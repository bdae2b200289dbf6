package io.safelight.node.platform;

import io.safelight.adapter.sql.SqlLedger;
import io.safelight.telemetry.Meters;

/** What the ledger counts: how many writes share a commit is the writes by the commits. */
final class LedgerMeters {
    private static final double NANOS = 1e9;

    private LedgerMeters() {}

    static void register(Meters meters, SqlLedger ledger) {
        meters.counted("ledger.commits", () -> ledger.counts().commits());
        meters.counted(
                "ledger.commits.seconds", () -> ledger.counts().committing().toNanos() / NANOS);
        meters.counted("ledger.failed-commits", () -> ledger.counts().failedCommits());
        meters.counted("ledger.writes", () -> ledger.counts().writes());
        meters.counted("ledger.refused-writes", () -> ledger.counts().refusedWrites());
        meters.gauge("ledger.waiting-writes", () -> ledger.counts().waitingWrites());
        meters.gauge("ledger.max-waiting-writes", () -> ledger.counts().maxWaitingWrites());
    }
}
