package io.safelight.ports.access;

import io.safelight.domain.identity.Principal;
import io.safelight.domain.image.Sha256;
import java.time.Instant;

/**
 * @param id public part of the token
 * @param hash of its secret part, which has 256 random bits and so needs no slow hash
 */
public record TokenRecord(String id, Sha256 hash, Principal principal, Instant createdAt) {}
