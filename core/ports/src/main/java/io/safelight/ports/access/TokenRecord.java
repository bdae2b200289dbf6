package io.safelight.ports.access;

import io.safelight.domain.identity.Principal;
import io.safelight.domain.image.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * @param id public part of the token
 * @param hash of its secret part, which has 256 random bits and so needs no slow hash
 * @param expiresAt from then on it is worth nothing; empty for one that has no end
 */
public record TokenRecord(
        String id,
        Sha256 hash,
        Principal principal,
        Instant createdAt,
        Optional<Instant> expiresAt) {

    public boolean isOver(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }
}
