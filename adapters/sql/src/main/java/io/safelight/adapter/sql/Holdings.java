package io.safelight.adapter.sql;

import io.safelight.domain.image.Zone;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.ledger.WorkLedger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is done with a claim until it ends. Each step is taken only while the claim is the latest.
 */
final class Holdings {
    private static final String STILL_HELD =
            " WHERE id = ? AND state = 'claimed' AND epoch = ? AND node = ?";

    private static final String FINISH =
            """
            UPDATE images
            SET state = ?, node = NULL, lease_ns = NULL, revision = revision + 1,
                zone = coalesce(?, zone), object = coalesce(?, object), completed_ns = ?,
                findings = ?, scans = ?, sandbox_deaths = ?, node_deaths = ?, errors = ?\
            """
                    + STILL_HELD
                    + " RETURNING "
                    + Moved.COLUMNS;

    private static final String GIVE_BACK =
            """
            UPDATE images
            SET state = 'received', lane = ?, node = NULL, lease_ns = NULL,
                revision = revision + 1, retry_ns = ?,
                scans = ?, sandbox_deaths = ?, node_deaths = ?, errors = ?\
            """
                    + STILL_HELD
                    + " RETURNING "
                    + ImageRow.COLUMNS;

    private static final String SELECT_CLAIMED =
            "SELECT "
                    + ImageRow.COLUMNS
                    + ", node, lease_ns FROM images"
                    + Sqlite.using("images_in_state")
                    + "WHERE state = 'claimed' AND "
                    + Sqlite.NOT_COMPLETED;

    private static final String OF_THE_DEAD =
            SELECT_CLAIMED + " AND (lease_ns <= ? OR node = ?) ORDER BY id";

    private static final String OF_A_NODE = SELECT_CLAIMED + " AND node = ? ORDER BY id";

    private final Changes changes;
    private final Signals signals;

    Holdings(Changes changes, Signals signals) {
        this.changes = changes;
        this.signals = signals;
    }

    List<Claim> renew(Transaction transaction, List<Claim> claims, Instant leaseUntil)
            throws SQLException {
        List<Claim> lost = new ArrayList<>();
        for (Claim claim : claims) {
            int renewed =
                    transaction
                            .session()
                            .update(
                                    "UPDATE images SET lease_ns = ?" + STILL_HELD,
                                    leaseUntil,
                                    claim.image(),
                                    claim.epoch(),
                                    claim.node().value());
            if (renewed == 0) {
                lost.add(claim);
            }
        }
        return lost;
    }

    /** How a claim ends that is not given back, see {@link WorkLedger#finish}. */
    record End(Outcome outcome, Tries tries, Instant at) {}

    boolean finish(Transaction transaction, Claim claim, End end) throws SQLException {
        Outcome outcome = end.outcome();
        Optional<String> zone = Optional.empty();
        Optional<String> object = Optional.empty();
        if (outcome instanceof Outcome.Quarantined quarantined) {
            zone = Optional.of(Zone.QUARANTINE.label());
            object = Optional.of(quarantined.object().value());
        }
        Optional<Moved> moved =
                transaction
                        .session()
                        .one(
                                FINISH,
                                Moved::read,
                                outcome.state().label(),
                                zone,
                                object,
                                end.at(),
                                FindingsJson.write(outcome.findings()),
                                end.tries().scans(),
                                end.tries().sandboxDeaths(),
                                end.tries().nodeDeaths(),
                                end.tries().errors(),
                                claim.image(),
                                claim.epoch(),
                                claim.node().value());
        if (moved.isEmpty()) {
            return false;
        }
        changes.moved(transaction, moved.get(), State.CLAIMED, outcome.state(), end.at());
        Catalogue.lacks(transaction, moved.get());
        return true;
    }

    /**
     * @param at when it was given back
     */
    Optional<ImageRecord> release(
            Transaction transaction, Claim claim, Tries tries, Instant retryAt, Instant at)
            throws SQLException {
        Optional<ImageRecord> released =
                transaction
                        .session()
                        .one(
                                GIVE_BACK,
                                ImageRow::read,
                                lane(tries, retryAt.isAfter(at)),
                                retryAt,
                                tries.scans(),
                                tries.sandboxDeaths(),
                                tries.nodeDeaths(),
                                tries.errors(),
                                claim.image(),
                                claim.epoch(),
                                claim.node().value());
        if (released.isPresent()) {
            Moved moved = Moved.of(released.get());
            changes.moved(transaction, moved, State.CLAIMED, State.RECEIVED, at);
            transaction.afterCommit(() -> signals.workMayBeDue(true));
        }
        return released;
    }

    private static String lane(Tries tries, boolean later) {
        if (tries.mustRunAlone()) {
            return "alone";
        }
        return later ? "later" : "shared";
    }

    List<Claimed> reclaim(
            Transaction transaction,
            Instant now,
            Optional<NodeId> self,
            Function<Tries, Instant> retryAt)
            throws SQLException {
        List<Claimed> reclaimed = new ArrayList<>();
        List<Claimed> dead =
                transaction
                        .session()
                        .list(OF_THE_DEAD, Holdings::claimed, now, self.map(NodeId::value));
        for (Claimed held : dead) {
            Tries tries = held.image().tries().afterNodeDeath();
            ImageRecord image =
                    release(transaction, held.claim(), tries, retryAt.apply(tries), now)
                            .orElseThrow();
            reclaimed.add(new Claimed(image, held.claim()));
        }
        return reclaimed;
    }

    static List<Claimed> heldBy(Session session, NodeId node) throws SQLException {
        return session.list(OF_A_NODE, Holdings::claimed, node.value());
    }

    private static Claimed claimed(Row row) throws SQLException {
        ImageRecord image = ImageRow.read(row);
        var node = new NodeId(row.text());
        boolean alone = image.tries().mustRunAlone();
        return new Claimed(image, new Claim(image.id(), node, image.epoch(), row.time(), alone));
    }
}
