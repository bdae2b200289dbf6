package io.safelight.adapter.sql;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.State;
import io.safelight.ports.ledger.WorkLedger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives out work. Used by the writer's thread only. */
final class Claims {
    private static final String CLAIM =
            """
            UPDATE images
            SET state = 'claimed', lane = NULL, epoch = epoch + 1, revision = revision + 1,
                node = ?, lease_ns = ?
            WHERE id = ?
            """
                    + "RETURNING "
                    + ImageRow.COLUMNS;

    private final Changes changes;
    private final Signals signals;
    private final Turns turns = new Turns();

    Claims(Changes changes, Signals signals) {
        this.changes = changes;
        this.signals = signals;
    }

    /** Who asks for how much, see {@link WorkLedger#claim}. */
    record Request(NodeId node, int max, boolean idle, Instant now, Duration lease) {
        Instant leaseUntil() {
            return now.plus(lease);
        }
    }

    List<Claimed> claim(Transaction transaction, Request request) throws SQLException {
        if (request.max() < 1) {
            return List.of();
        }
        Session session = transaction.session();
        if (request.idle()) {
            Optional<ImageId> lonely = Lonely.next(session, request.now());
            if (lonely.isPresent()) {
                return List.of(claim(transaction, lonely.get(), request, true));
            }
        }
        boolean mustWait = !request.idle() && Lonely.isBeingMadeRoomFor(session, request);
        List<Claimed> claimed = new ArrayList<>();
        boolean more = !mustWait && shared(transaction, request, claimed);
        transaction.afterCommit(() -> signals.workMayBeDue(more));
        return claimed;
    }

    /** Returns whether there may be more. */
    private boolean shared(Transaction transaction, Request request, List<Claimed> claimed)
            throws SQLException {
        Session session = transaction.session();
        Later.comeDue(session, request.now());
        Lapsed.comeBack(session, request.now());
        return turns.take(
                session, request, image -> claimed.add(claim(transaction, image, request, false)));
    }

    private Claimed claim(Transaction transaction, ImageId image, Request request, boolean alone)
            throws SQLException {
        ImageRecord claimed =
                transaction
                        .session()
                        .one(
                                CLAIM,
                                ImageRow::read,
                                request.node().value(),
                                request.leaseUntil(),
                                image)
                        .orElseThrow();
        changes.moved(transaction, Moved.of(claimed), State.RECEIVED, State.CLAIMED, request.now());
        return new Claimed(
                claimed,
                new Claim(image, request.node(), claimed.epoch(), request.leaseUntil(), alone));
    }
}
