package io.safelight.testkit.ledger;

import io.safelight.domain.image.Zone;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Findings;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Original;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the twin.
 *
 * @param node who holds the claim; of a waiting image that must run alone: who is getting idle for
 *     it
 * @param leaseUntil until when
 */
record Entry(ImageRecord image, Optional<NodeId> node, Instant leaseUntil) {

    static Entry of(NewImage image) {
        return waiting(
                new ImageRecord(
                        image.id(),
                        image.origin(),
                        image.description(),
                        image.content(),
                        image.lifetime(),
                        new Original(Zone.RAW, image.raw()),
                        image.receiptNonce(),
                        State.RECEIVED,
                        0,
                        Tries.NONE,
                        image.lifetime().receivedAt(),
                        Findings.NONE,
                        Optional.empty(),
                        1));
    }

    boolean isDue(Instant now) {
        return image.state() == State.RECEIVED
                && !image.retryAt().isAfter(now)
                && !image.lifetime().isOver(now);
    }

    boolean isHeldBy(Claim claim) {
        return image.state() == State.CLAIMED
                && image.epoch() == claim.epoch()
                && node.equals(Optional.of(claim.node()));
    }

    boolean isLeaseOver(Instant now) {
        return !now.isBefore(leaseUntil);
    }

    Entry leased(NodeId holder, Instant until) {
        return new Entry(image, Optional.of(holder), until);
    }

    Entry claimed(NodeId holder, Instant until) {
        return new Entry(
                changed(
                        State.CLAIMED,
                        image.original(),
                        image.epoch() + 1,
                        image.tries(),
                        image.retryAt(),
                        Findings.NONE,
                        Optional.empty()),
                Optional.of(holder),
                until);
    }

    Entry finished(Outcome outcome, Tries tries, Instant at) {
        Original original =
                outcome instanceof Outcome.Quarantined quarantined
                        ? new Original(Zone.QUARANTINE, quarantined.object())
                        : image.original();
        return waiting(
                changed(
                        outcome.state(),
                        original,
                        image.epoch(),
                        tries,
                        image.retryAt(),
                        outcome.findings(),
                        Optional.of(at)));
    }

    /** Received again. */
    Entry back(Tries tries, Instant retryAt) {
        return waiting(
                changed(
                        State.RECEIVED,
                        image.original(),
                        image.epoch(),
                        tries,
                        retryAt,
                        Findings.NONE,
                        Optional.empty()));
    }

    /** The claim that holds it. */
    Claim claim() {
        return new Claim(
                image.id(),
                node.orElseThrow(),
                image.epoch(),
                leaseUntil,
                image.tries().mustRunAlone());
    }

    private static Entry waiting(ImageRecord image) {
        return new Entry(image, Optional.empty(), Instant.EPOCH);
    }

    private ImageRecord changed(
            State state,
            Original original,
            long epoch,
            Tries tries,
            Instant retryAt,
            Findings findings,
            Optional<Instant> completedAt) {
        return new ImageRecord(
                image.id(),
                image.origin(),
                image.description(),
                image.content(),
                image.lifetime(),
                original,
                image.receiptNonce(),
                state,
                epoch,
                tries,
                retryAt,
                findings,
                completedAt,
                image.revision() + 1);
    }
}
