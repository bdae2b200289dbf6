package io.safelight.adapter.sql;

import java.time.Duration;

/**
 * What the ledger has done since it was opened, for counters and gauges.
 *
 * @param commits that are on the disk
 * @param committing the time they took, from their beginning
 * @param writes of those commits; writes that come together share one
 * @param failedCommits of which nothing, or nobody knows what, is on the disk
 * @param refusedWrites for which there was no room among those that wait
 * @param waitingWrites now
 * @param maxWaitingWrites one more is refused
 */
public record LedgerCounts(
        long commits,
        Duration committing,
        long writes,
        long failedCommits,
        long refusedWrites,
        int waitingWrites,
        int maxWaitingWrites) {}
