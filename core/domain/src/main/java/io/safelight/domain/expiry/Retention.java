package io.safelight.domain.expiry;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an image lives, and how finely its death is filed.
 *
 * @param life from arrival to expiry, at least one minute
 * @param bucketLength see {@link ExpiryBucket}
 */
public record Retention(Duration life, Duration bucketLength) {

    public Retention {
        if (life.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("retention is at least one minute: " + life);
        }
        ExpiryBucket.containing(Instant.EPOCH, bucketLength);
    }

    public Lifetime from(Instant receivedAt) {
        Instant expiresAt = receivedAt.plus(life);
        return new Lifetime(
                receivedAt, expiresAt, ExpiryBucket.containing(expiresAt, bucketLength));
    }
}
