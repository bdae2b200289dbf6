package io.safelight.domain.work;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import java.time.Instant;

/**
 * One change of one image's state.
 *
 * @param sequence position in the order of all changes; grows, may have gaps
 */
public record Change(
        long sequence,
        ImageId image,
        TenantId tenant,
        State state,
        Instant at,
        Instant expiresAt) {}
