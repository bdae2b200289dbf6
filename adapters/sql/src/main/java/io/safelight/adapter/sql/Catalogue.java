package io.safelight.adapter.sql;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.lake.LakeBatch;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What the lake lacks. The queue {@code uncatalogued} holds the final images whose latest revision
 * is not in the lake; opening a batch notes some of them, closing it takes those off the queue that
 * are still what they were.
 */
final class Catalogue {
    static final String UNCATALOGUED = "uncatalogued";

    private Catalogue() {}

    /** An image has become final. */
    static void lacks(Transaction transaction, Moved image) throws SQLException {
        transaction
                .session()
                .update(
                        """
                        INSERT INTO uncatalogued (image, revision, bucket, tenant)
                        VALUES (?, ?, ?, ?)
                        """,
                        image.image(),
                        image.revision(),
                        image.bucket().label(),
                        image.tenant().value());
        transaction.tallies().count(image.tenant(), image.bucket(), UNCATALOGUED, 1);
    }

    /** An image is no longer final. */
    static void lacksNoMore(Transaction transaction, Moved image) throws SQLException {
        int gone =
                transaction
                        .session()
                        .update("DELETE FROM uncatalogued WHERE image = ?", image.image());
        transaction.tallies().count(image.tenant(), image.bucket(), UNCATALOGUED, -gone);
    }

    static Optional<LakeBatch> open(Transaction transaction, int max) throws SQLException {
        Session session = transaction.session();
        Latest latest = latest(session);
        if (latest.isOpen()) {
            return Optional.of(new LakeBatch(latest.number(), imagesOfBatch(session)));
        }
        int noted =
                session.update(
                        """
                        INSERT INTO lake_batch_images (image, revision, bucket)
                        SELECT image, revision, bucket FROM uncatalogued ORDER BY image LIMIT ?
                        """,
                        max);
        if (noted == 0) {
            return Optional.empty();
        }
        long number = latest.number() + 1;
        session.update("UPDATE lake_batch SET number = ?, is_open = 1", number);
        return Optional.of(new LakeBatch(number, imagesOfBatch(session)));
    }

    static void close(Transaction transaction, long number) throws SQLException {
        Session session = transaction.session();
        if (!latest(session).equals(new Latest(number, true))) {
            return;
        }
        List<Catalogued> catalogued =
                session.list(
                        """
                        DELETE FROM uncatalogued WHERE EXISTS (
                            SELECT 1 FROM lake_batch_images
                            WHERE lake_batch_images.image = uncatalogued.image
                                AND lake_batch_images.revision = uncatalogued.revision)
                        RETURNING tenant, bucket
                        """,
                        row ->
                                new Catalogued(
                                        new TenantId(row.text()), ExpiryBucket.parse(row.text())));
        for (Catalogued one : catalogued) {
            transaction.tallies().count(one.tenant(), one.bucket(), UNCATALOGUED, -1);
        }
        session.update("DELETE FROM lake_batch_images");
        session.update("UPDATE lake_batch SET is_open = 0");
    }

    private static Latest latest(Session session) throws SQLException {
        return session.one(
                        "SELECT number, is_open FROM lake_batch",
                        row -> new Latest(row.number(), row.number() == 1))
                .orElseThrow();
    }

    private static List<ImageRecord> imagesOfBatch(Session session) throws SQLException {
        return session.list(
                "SELECT "
                        + ImageRow.COLUMNS
                        + " FROM images WHERE id IN (SELECT image FROM lake_batch_images)"
                        + " AND state IN ('completed', 'quarantined', 'failed') ORDER BY id",
                ImageRow::read);
    }

    /** Where one is counted that is in the lake now. */
    private record Catalogued(TenantId tenant, ExpiryBucket bucket) {}

    /** The last batch that was opened. */
    private record Latest(long number, boolean isOpen) {}
}
