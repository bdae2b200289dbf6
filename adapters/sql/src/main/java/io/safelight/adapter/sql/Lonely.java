package io.safelight.adapter.sql;

import io.safelight.domain.image.ImageId;
import io.safelight.ports.ledger.WorkLedger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Images that must run alone. One that has waited for {@link WorkLedger#ALONE_PATIENCE} is assigned
 * to one busy node, whose name is noted in the row: that node gets nothing until it is idle, while
 * the others go on.
 */
final class Lonely {
    private static final String SELECT =
            "SELECT id FROM images"
                    + Sqlite.using("images_alone")
                    + "WHERE lane = 'alone' AND retry_ns <= ? AND expires_ns > ?";

    private Lonely() {}

    /** The image that waits longest, for a node that is idle. */
    static Optional<ImageId> next(Session session, Instant now) throws SQLException {
        return session.one(SELECT + " ORDER BY retry_ns, id LIMIT 1", Row::image, now, now);
    }

    /** Must the node get idle? */
    static boolean isBeingMadeRoomFor(Session session, Claims.Request request) throws SQLException {
        String node = request.node().value();
        Optional<ImageId> image =
                session.one(
                        SELECT
                                + " AND (node IS NULL OR node = ? OR lease_ns <= ?)"
                                + " ORDER BY retry_ns, id LIMIT 1",
                        Row::image,
                        request.now().minus(WorkLedger.ALONE_PATIENCE),
                        request.now(),
                        node,
                        request.now());
        if (image.isEmpty()) {
            return false;
        }
        session.update(
                "UPDATE images SET node = ?, lease_ns = ? WHERE id = ?",
                node,
                request.leaseUntil(),
                image.get());
        return true;
    }
}
