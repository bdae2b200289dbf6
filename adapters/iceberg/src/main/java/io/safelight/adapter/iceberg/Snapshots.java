package io.safelight.adapter.iceberg;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** Lets go of old snapshots; their files are left to the {@link Sweep}. */
final class Snapshots {

    private Snapshots() {}

    /**
     * @param before snapshots that were current at this time or later stay
     */
    static void expire(Table table, Instant before) {
        var expiry =
                table.expireSnapshots()
                        .retainLast(1)
                        .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
                        .cleanExpiredMetadata(true);
        var replaced = replacedBy(table, before);
        if (!replaced.isEmpty()) {
            replaced.forEach(expiry::expireSnapshotId);
            expiry.commit();
        }
    }

    /**
     * Iceberg counts a snapshot's age from when it was made; but one that was current for an hour
     * may have been opened a second before it was replaced.
     */
    private static List<Long> replacedBy(Table table, Instant before) {
        var ids = new ArrayList<Long>();
        long replacedAtMillis = Long.MAX_VALUE;
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            if (replacedAtMillis <= before.toEpochMilli()) {
                ids.add(snapshot.snapshotId());
            }
            replacedAtMillis = snapshot.timestampMillis();
        }
        return ids;
    }
}
