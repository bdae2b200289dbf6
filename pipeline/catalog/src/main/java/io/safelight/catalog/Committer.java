package io.safelight.catalog;

import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.lake.Lake;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.ports.ledger.CatalogLedger;
import io.safelight.telemetry.Meters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits final images to the lake, batch after batch, each exactly once.
 *
 * <p>A batch stays open in the ledger under its number until it is closed, and the lake knows the
 * number of its last one. So after a crash at any point, or a commit of unknown outcome, the two
 * numbers tell what is left to do: commit (the batch is one more than the last) or only close (it
 * is the last). For one thread, and one committer for one ledger and lake.
 */
public final class Committer {
    /** A pass ends after this many batches, so that maintenance has its turn. */
    private static final int MAX_BATCHES_OF_A_PASS = 10;

    private static final Logger log = LoggerFactory.getLogger(Committer.class);

    private final CatalogLedger ledger;
    private final Lake lake;
    private final InstantSource clock;
    private final int maxRows;
    private final Maintenance maintenance;
    private final Meters.Counter batches;
    private final Meters.Counter rows;
    private final Meters.Timer commits;
    private final Meters.Timer lag;

    public Committer(
            CatalogLedger ledger,
            Lake lake,
            CatalogSettings settings,
            InstantSource clock,
            Meters meters) {
        this.ledger = ledger;
        this.lake = lake;
        this.clock = clock;
        this.maxRows = settings.maxRows();
        this.maintenance = new Maintenance(lake, settings, meters);
        this.batches = meters.counter("catalog.batches");
        this.rows = meters.counter("catalog.rows");
        this.commits = meters.timer("catalog.commit.seconds");
        this.lag = meters.timer("catalog.lag.seconds");
    }

    /**
     * Commits what waits, up to a limit, and does maintenance when it is due. May be called again
     * after any failure.
     *
     * @throws io.safelight.ports.PortException when the ledger or the lake fails; nothing is lost
     */
    public Pass runOnce(Instant now) {
        int committed = 0;
        int count = 0;
        boolean full = true;
        while (full && count < MAX_BATCHES_OF_A_PASS) {
            Optional<LakeBatch> batch = ledger.openBatch(maxRows);
            if (batch.isEmpty()) {
                break;
            }
            long last = lake.lastBatch();
            long open = batch.get().number();
            if (open != last && open != last + 1) {
                return new Pass.Diverged(open, last);
            }
            commit(batch.get());
            count++;
            committed += batch.get().images().size();
            full = batch.get().images().size() >= maxRows;
        }
        maintenance.runIfDue(now);
        return new Pass.Committed(count, committed);
    }

    /** The lake does nothing when it has the batch already. */
    private void commit(LakeBatch batch) {
        Instant start = clock.instant();
        lake.commit(batch);
        Instant done = clock.instant();
        ledger.closeBatch(batch.number());
        batches.add(1);
        rows.add(batch.images().size());
        commits.record(between(start, done));
        for (ImageRecord image : batch.images()) {
            image.completedAt().ifPresent(at -> lag.record(between(at, done)));
        }
        log.atDebug()
                .addKeyValue("batch", batch.number())
                .addKeyValue("rows", batch.images().size())
                .log("catalog.committed");
    }

    /** The clock may be set back in between. */
    private static Duration between(Instant start, Instant end) {
        return start.isAfter(end) ? Duration.ZERO : Duration.between(start, end);
    }
}
