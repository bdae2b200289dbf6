package io.safelight.ports.ledger;

import io.safelight.ports.lake.LakeBatch;
import java.util.Optional;

/** What the lake still lacks, in numbered batches. One caller at a time. */
public interface CatalogLedger {

    /**
     * The batch that is open, or else a new one with up to {@code max} final images whose latest
     * revision is not in the lake, or nothing. A batch is open, under its number, from the first
     * return until it is closed: every return until then has the same images as they are now, less
     * those that are no longer final.
     */
    Optional<LakeBatch> openBatch(int max);

    /**
     * Marks the images of the open batch as being in the lake, in the revision that they had when
     * the batch was opened: one that changed since comes again in a later batch. Does nothing when
     * no batch of this number is open.
     */
    void closeBatch(long number);
}
