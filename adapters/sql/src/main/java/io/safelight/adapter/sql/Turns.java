package io.safelight.adapter.sql;

import io.safelight.domain.image.ImageId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The tenants in turn, each with the image that waits longest. One step of the index {@code
 * images_shared} leads to the next tenant, so a claim costs the same however much is waiting.
 *
 * <p>Lane 'shared' holds what is due: what waits for a retry is in lane 'later' (see {@link
 * Later}), and what expired in lane 'expired' (see {@link Lapsed}). What is in it all the same,
 * because it expired or the clock was set back, is moved away when its turn comes.
 */
final class Turns {
    /**
     * How much a claim moves out of the way: tenants and images, together. It then ends short, and
     * the next goes on.
     */
    static final int MAX_MOVED = 10_000;

    private static final String FIRST_OF_NEXT_TENANT =
            "SELECT tenant, id, retry_ns, expires_ns FROM images"
                    + Sqlite.using("images_shared")
                    + "WHERE lane = 'shared' AND tenant > ? ORDER BY tenant, retry_ns, id LIMIT 1";

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
     *
     * @return whether there may be more that is due
     */
    boolean take(Session session, Claims.Request request, Taking taking) throws SQLException {
        int taken = 0;
        int moved = 0;
        boolean fruitful = true;
        String at = last;
        while (taken < request.max() && moved < MAX_MOVED) {
            Optional<First> next = session.one(FIRST_OF_NEXT_TENANT, First::read, at);
            if (next.isEmpty()) {
                if (at.equals(START) || !fruitful) {
                    return false;
                }
                at = START;
                fruitful = false;
                continue;
            }
            First first = next.get();
            String before = at;
            at = first.tenant();
            if (first.retryAt().isAfter(request.now())) {
                moved += 1 + Later.putOff(session, at, request.now());
            } else if (!first.expiresAt().isAfter(request.now())) {
                int lapsed = Lapsed.setAside(session, at, request.now());
                moved += 1 + lapsed;
                fruitful = true;
                // It is still its turn, unless so much of it lapsed that the others would wait.
                at = lapsed < Lapsed.STEP ? before : at;
            } else {
                taking.take(first.image());
                last = at;
                taken++;
                fruitful = true;
            }
        }
        // Short of its end a round goes on where it was.
        last = at;
        return true;
    }

    private record First(String tenant, ImageId image, Instant retryAt, Instant expiresAt) {
        static First read(Row row) throws SQLException {
            return new First(row.text(), row.image(), row.time(), row.time());
        }
    }
}
