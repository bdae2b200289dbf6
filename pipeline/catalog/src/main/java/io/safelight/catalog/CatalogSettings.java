package io.safelight.catalog;

import io.safelight.settings.Settings;
import java.time.Duration;

/**
 * @param interval from one look at the ledger to the next
 * @param maxRows in one commit
 * @param maintenanceInterval from one compaction and expiry of snapshots to the next
 * @param snapshotAge how long a replaced snapshot stays, for readers outside of this process
 * @param settling how long after a bucket's last arrival it counts as closed
 * @param shortestLife the shortest retention of any tenant: an image that arrives now dies no
 *     earlier than in a bucket after that
 */
public record CatalogSettings(
        Duration interval,
        int maxRows,
        Duration maintenanceInterval,
        Duration snapshotAge,
        Duration settling,
        Duration shortestLife) {

    public CatalogSettings {
        requirePositive("interval", interval);
        requirePositive("maintenance interval", maintenanceInterval);
        requirePositive("shortest life", shortestLife);
        if (maxRows < 1) {
            throw new IllegalArgumentException("a commit takes at least one row: " + maxRows);
        }
        if (snapshotAge.isNegative() || settling.isNegative()) {
            throw new IllegalArgumentException("negative duration");
        }
    }

    public static CatalogSettings standard(Duration shortestLife) {
        return from(Settings.of(), shortestLife);
    }

    public static CatalogSettings from(Settings settings, Duration shortestLife) {
        return new CatalogSettings(
                settings.duration(
                        "catalog.interval",
                        "From one commit of final images to the lake to the next.",
                        Duration.ofSeconds(2),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1)),
                settings.count("catalog.max-rows", "Most images in one commit.", 5000, 1, 100_000),
                settings.duration(
                        "catalog.maintenance-interval",
                        "From one compaction of the lake to the next.",
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)),
                settings.duration(
                        "catalog.snapshot-age",
                        "How long readers outside of the platform may go on with an old snapshot.",
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1)),
                settings.duration(
                        "catalog.settling",
                        "How long after its last arrival a bucket of the lake is sorted for good.",
                        Duration.ofHours(1),
                        Duration.ofMinutes(1),
                        Duration.ofDays(1)),
                shortestLife);
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " is not positive: " + duration);
        }
    }
}
