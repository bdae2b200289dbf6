package io.safelight.domain.expiry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The span of one image: set once at arrival, inherited by everything made of it.
 *
 * @param receivedAt server time at the first byte, whole milliseconds
 * @param expiresAt from this instant no read returns it
 * @param bucket what it is filed under
 */
public record Lifetime(Instant receivedAt, Instant expiresAt, ExpiryBucket bucket) {

    public Lifetime {
        if (!receivedAt.truncatedTo(ChronoUnit.MILLIS).equals(receivedAt)) {
            throw new IllegalArgumentException("receivedAt has whole milliseconds: " + receivedAt);
        }
        if (!expiresAt.isAfter(receivedAt)) {
            throw new IllegalArgumentException("expires before it arrives: " + expiresAt);
        }
        if (expiresAt.isBefore(bucket.start()) || !expiresAt.isBefore(bucket.end())) {
            throw new IllegalArgumentException(
                    "expiry " + expiresAt + " is outside bucket " + bucket);
        }
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
