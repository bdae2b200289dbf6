package io.safelight.domain.work;

import io.safelight.domain.expiry.Lifetime;
import io.safelight.domain.image.Content;
import io.safelight.domain.image.Description;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the ledger knows of one image.
 *
 * @param receiptNonce random, in the receipt and nowhere else outside: whoever shows it had the
 *     receipt
 * @param epoch of the latest claim, 0 before the first
 * @param retryAt not claimed before this
 * @param completedAt when it became final
 * @param revision grows with every change of state; the lake holds the row of the latest
 */
public record ImageRecord(
        ImageId id,
        Origin origin,
        Description description,
        Content content,
        Lifetime lifetime,
        Original original,
        String receiptNonce,
        State state,
        long epoch,
        Tries tries,
        Instant retryAt,
        Findings findings,
        Optional<Instant> completedAt,
        long revision) {

    /** May anyone read the bytes now? */
    public boolean isReadable(Instant now) {
        boolean clean = findings.scan().isPresent() && findings.scan().get().isClean();
        boolean alive = !lifetime.isOver(now) && state != State.ERASED && state != State.PURGED;
        return alive && clean && state != State.QUARANTINED;
    }
}
