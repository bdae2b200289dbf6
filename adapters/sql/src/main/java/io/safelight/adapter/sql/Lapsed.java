package io.safelight.adapter.sql;

import java.sql.SQLException;
import java.time.Instant;

/**
 * Waiting images that expired before they were claimed. They are moved out of the way, in steps, so
 * that no claim has to step over a backlog that died, and back again should the clock have been
 * wrong.
 */
final class Lapsed {
    static final int STEP = 1000;

    private static final String SET_ASIDE =
            "UPDATE images SET lane = 'expired' WHERE id IN (SELECT id FROM images"
                    + Sqlite.using("images_shared")
                    + "WHERE lane = 'shared' AND tenant = ? AND retry_ns <= ? AND expires_ns <= ?"
                    + " ORDER BY retry_ns, id LIMIT ?)";

    private static final String COME_BACK =
            "UPDATE images SET lane = 'shared' WHERE id IN (SELECT id FROM images"
                    + Sqlite.using("images_expired")
                    + "WHERE lane = 'expired' AND expires_ns > ? LIMIT ?)";

    private Lapsed() {}

    /** Returns how many of the tenant were moved. */
    static int setAside(Session session, String tenant, Instant now) throws SQLException {
        return session.update(SET_ASIDE, tenant, now, now, STEP);
    }

    static void comeBack(Session session, Instant now) throws SQLException {
        session.update(COME_BACK, now, STEP);
    }
}
