package io.safelight.adapter.sql;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.State;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Failed images, to be tried again. */
final class Redrives {
    private static final String REDRIVE =
            """
            UPDATE images
            SET state = 'received', lane = 'shared', revision = revision + 1, retry_ns = ?,
                scans = 0, sandbox_deaths = 0, node_deaths = 0, errors = 0,
                completed_ns = NULL, findings = NULL
            WHERE id = ? AND state = 'failed' AND expires_ns > ? AND coalesce(?, tenant) = tenant
            """
                    + "RETURNING "
                    + Moved.COLUMNS;

    private static final String FAILED =
            "SELECT id FROM images"
                    + Sqlite.using("images_in_state")
                    + "WHERE state = 'failed' AND "
                    + Sqlite.NOT_COMPLETED
                    + """
                     AND id > coalesce(?, x'') AND expires_ns > ?
                        AND coalesce(?, tenant) = tenant
                    ORDER BY id LIMIT ?
                    """;

    private final Changes changes;
    private final Signals signals;

    Redrives(Changes changes, Signals signals) {
        this.changes = changes;
        this.signals = signals;
    }

    /** Failed images after {@code after}, in the order of their ids. */
    static List<ImageId> failed(
            Session session,
            Optional<TenantId> tenant,
            Optional<ImageId> after,
            Instant now,
            int limit)
            throws SQLException {
        return session.list(FAILED, Row::image, after, now, tenant.map(TenantId::value), limit);
    }

    /** Returns how many were moved. */
    int redrive(
            Transaction transaction, Optional<TenantId> tenant, List<ImageId> images, Instant now)
            throws SQLException {
        int redriven = 0;
        for (ImageId image : images) {
            Optional<Moved> moved =
                    transaction
                            .session()
                            .one(
                                    REDRIVE,
                                    Moved::read,
                                    now,
                                    image,
                                    now,
                                    tenant.map(TenantId::value));
            if (moved.isPresent()) {
                changes.moved(transaction, moved.get(), State.FAILED, State.RECEIVED, now);
                Catalogue.lacksNoMore(transaction, moved.get());
                redriven++;
            }
        }
        transaction.afterCommit(() -> signals.workMayBeDue(true));
        return redriven;
    }
}
