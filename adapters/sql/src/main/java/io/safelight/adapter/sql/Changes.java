package io.safelight.adapter.sql;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Change;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.State;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code changes}. Numbers are given by the one writer inside its transaction, so they
 * become visible in their order and nobody who reads on from one misses a lower one.
 */
final class Changes {
    private static final String COLUMNS = "sequence, image, tenant, state, at_ns, expires_ns";

    private final Signals signals;

    Changes(Signals signals) {
        this.signals = signals;
    }

    /**
     * @param now when it was admitted, which may be long after it was received
     */
    void admitted(Transaction transaction, ImageRecord image, Instant now) throws SQLException {
        append(transaction, Moved.of(image), State.RECEIVED, image.lifetime().receivedAt());
        String came = Flows.came(image.origin().source());
        transaction.tallies().happened(image.origin().tenant(), came, now);
    }

    void moved(Transaction transaction, Moved image, State from, State to, Instant at)
            throws SQLException {
        transaction.tallies().count(image.tenant(), image.bucket(), from.label(), -1);
        append(transaction, image, to, at);
        if (to.isFinal()) {
            transaction.tallies().happened(image.tenant(), to.label(), at);
        }
    }

    private void append(Transaction transaction, Moved image, State to, Instant at)
            throws SQLException {
        transaction
                .session()
                .update(
                        """
                        INSERT INTO changes (image, tenant, state, at_ns, expires_ns, bucket)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """,
                        image.image(),
                        image.tenant().value(),
                        to.label(),
                        at,
                        image.expiresAt(),
                        image.bucket().label());
        transaction.tallies().count(image.tenant(), image.bucket(), to.label(), 1);
        transaction.afterCommit(signals::changed);
    }

    List<Change> after(
            Session session,
            long sequence,
            Optional<TenantId> tenant,
            Optional<ImageId> image,
            int limit)
            throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM changes WHERE sequence > ?";
        String end = " ORDER BY sequence LIMIT ?";
        if (image.isPresent()) {
            // A tenant is an easy check once the few changes of one image are found.
            return session.list(
                    sql + " AND image = ? AND coalesce(?, tenant) = tenant" + end,
                    Changes::read,
                    sequence,
                    image,
                    tenant.map(TenantId::value),
                    limit);
        }
        return tenant.isPresent()
                ? session.list(
                        sql + " AND tenant = ?" + end,
                        Changes::read,
                        sequence,
                        tenant.map(TenantId::value),
                        limit)
                : session.list(sql + end, Changes::read, sequence, limit);
    }

    /** The newest number that was given, though its change may be purged. */
    static long last(Session session) throws SQLException {
        return session.one("SELECT seq FROM sqlite_sequence WHERE name = 'changes'", Row::number)
                .orElse(0L);
    }

    private static Change read(Row row) throws SQLException {
        return new Change(
                row.number(),
                row.image(),
                new TenantId(row.text()),
                ImageRow.state(row.text()),
                row.time(),
                row.time());
    }
}
