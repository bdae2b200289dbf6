package io.safelight.catalog;

import io.safelight.ports.PortException;
import io.safelight.ports.lake.Lake;
import io.safelight.telemetry.Meters;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts the lake and lets go of old snapshots, from time to time. One call does one round of
 * limited work, so that commits never wait long; while there is more to do, the next call goes on.
 * A failure is left to the next time: the lake only grows a little. For one thread.
 */
final class Maintenance {
    private static final Logger log = LoggerFactory.getLogger(Maintenance.class);

    private final Lake lake;
    private final CatalogSettings settings;
    private final Meters.Counter compacted;
    private final Meters.Counter failures;
    private Instant lastDone = Instant.MIN;

    Maintenance(Lake lake, CatalogSettings settings, Meters meters) {
        this.lake = lake;
        this.settings = settings;
        this.compacted = meters.counter("catalog.compacted.buckets");
        this.failures = meters.counter("catalog.maintenance.failures");
    }

    void runIfDue(Instant now) {
        if (!isDue(now)) {
            return;
        }
        try {
            if (round(now) == 0) {
                lastDone = now;
            }
        } catch (PortException e) {
            lastDone = now;
            failures.add(1);
            log.atWarn()
                    .addKeyValue("kind", e.kind())
                    .setCause(e)
                    .log("catalog.maintenance.failed");
        }
    }

    private int round(Instant now) {
        // Whatever arrives from now on dies in a bucket that contains this time or comes later.
        Instant closedBefore = now.plus(settings.shortestLife()).minus(settings.settling());
        int buckets = lake.compact(closedBefore);
        compacted.add(buckets);
        if (buckets == 0) {
            lake.expireSnapshots(settings.snapshotAge());
        }
        return buckets;
    }

    /** Also when the clock was set back. */
    private boolean isDue(Instant now) {
        return lastDone.equals(Instant.MIN)
                || now.isBefore(lastDone)
                || Duration.between(lastDone, now).compareTo(settings.maintenanceInterval()) >= 0;
    }
}
