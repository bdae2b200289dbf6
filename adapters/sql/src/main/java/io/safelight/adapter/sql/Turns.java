package io.safelight.adapter.sql;

import io.safelight.domain.image.ImageId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The tenants in turn, each with the image that waits longest. One step of the index {@code
 * images_shared} leads to the next tenant, so a claim costs the same however much is waiting; it
 * grows only with the tenants whose images all wait for a retry.
 */
final class Turns {
    private static final String SELECT_FIRST =
            "SELECT tenant, id, retry_ns, expires_ns FROM images"
                    + Sqlite.using("images_shared")
                    + "WHERE lane = 'shared' ";
    private static final String FIRST_OF_NEXT_TENANT =
            SELECT_FIRST + "AND tenant > ? ORDER BY tenant, retry_ns, id LIMIT 1";
    private static final String FIRST_OF_TENANT =
            SELECT_FIRST + "AND tenant = ? ORDER BY retry_ns, id LIMIT 1";

    /** Before every tenant. */
    private static final String START = "";

    /** Whose turn was the last; a start of the process begins a new round. */
    private String last = START;

    /** What is done with an image whose turn it is. */
    interface Taking {
        void take(ImageId image) throws SQLException;
    }

    /**
     * Takes up to {@code request.max()}: each must have left its lane when {@code take} returns.
     */
    void take(Session session, Claims.Request request, Taking taking) throws SQLException {
        int taken = 0;
        boolean fruitful = true;
        String at = last;
        while (taken < request.max()) {
            Optional<First> next = session.one(FIRST_OF_NEXT_TENANT, First::read, at);
            if (next.isEmpty()) {
                if (at.equals(START) || !fruitful) {
                    return;
                }
                at = START;
                fruitful = false;
                continue;
            }
            at = next.get().tenant();
            Optional<ImageId> due = due(session, next.get(), request.now());
            if (due.isPresent()) {
                taking.take(due.get());
                last = at;
                taken++;
                fruitful = true;
            }
        }
    }

    /** The image of the same tenant that waits longest and is not expired, if it is due. */
    private static Optional<ImageId> due(Session session, First first, Instant now)
            throws SQLException {
        Optional<First> candidate = Optional.of(first);
        for (int round = 0; round < Lapsed.MAX_ROUNDS; round++) {
            if (candidate.isEmpty() || candidate.get().retryAt().isAfter(now)) {
                return Optional.empty();
            }
            if (candidate.get().expiresAt().isAfter(now)) {
                return Optional.of(candidate.get().image());
            }
            Lapsed.setAside(session, first.tenant(), now);
            candidate = session.one(FIRST_OF_TENANT, First::read, first.tenant());
        }
        return Optional.empty();
    }

    private record First(String tenant, ImageId image, Instant retryAt, Instant expiresAt) {
        static First read(Row row) throws SQLException {
            return new First(row.text(), row.image(), row.time(), row.time());
        }
    }
}
