package io.safelight.adapter.sql;

import java.sql.SQLException;
import java.time.Instant;

/**
 * Waiting images whose retry is not due, in a lane of their own, so that a claim need not ask every
 * tenant that has some. When due they join the others, the longest due first.
 *
 * <p>In steps, and still none waits for its step: whatever comes into this lane was claimed before,
 * and a claim gives out far fewer than one step takes back.
 */
final class Later {
    private static final int STEP = 1000;

    /** Of one tenant at its turn: after the clock was set back a whole backlog is not due. */
    private static final int PUT_OFF_STEP = 100;

    private static final String COME_DUE =
            "UPDATE images SET lane = 'shared' WHERE id IN (SELECT id FROM images"
                    + Sqlite.using("images_later")
                    + "WHERE lane = 'later' AND retry_ns <= ? ORDER BY retry_ns, id LIMIT ?)";

    private static final String PUT_OFF =
            "UPDATE images SET lane = 'later' WHERE id IN (SELECT id FROM images"
                    + Sqlite.using("images_shared")
                    + "WHERE lane = 'shared' AND tenant = ? AND retry_ns > ? LIMIT ?)";

    private Later() {}

    static void comeDue(Session session, Instant now) throws SQLException {
        session.update(COME_DUE, now, STEP);
    }

    /** Returns how many of the tenant were moved. */
    static int putOff(Session session, String tenant, Instant now) throws SQLException {
        return session.update(PUT_OFF, tenant, now, PUT_OFF_STEP);
    }
}
