package io.safelight.adapter.sql;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import java.sql.SQLException;
import java.time.Instant;

/**
 * An image whose state has just changed.
 *
 * @param revision the new one
 */
record Moved(
        ImageId image, TenantId tenant, ExpiryBucket bucket, Instant expiresAt, long revision) {
    /** What {@link #read} wants, in its order. */
    static final String COLUMNS = "id, tenant, bucket, expires_ns, revision";

    static Moved read(Row row) throws SQLException {
        return new Moved(
                row.image(),
                new TenantId(row.text()),
                ExpiryBucket.parse(row.text()),
                row.time(),
                row.number());
    }

    static Moved of(ImageRecord image) {
        return new Moved(
                image.id(),
                image.origin().tenant(),
                image.lifetime().bucket(),
                image.lifetime().expiresAt(),
                image.revision());
    }
}
