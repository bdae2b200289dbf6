package io.safelight.ports.ledger;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.work.State;
import java.time.Instant;
import java.util.Optional;

/**
 * Which images to list; empty means any. When an image was received is told by its id.
 *
 * @param from received at or after
 * @param to received before
 * @param aliveAt those that expire after it
 */
public record ImageFilter(
        Optional<TenantId> tenant,
        Optional<State> state,
        Optional<Instant> from,
        Optional<Instant> to,
        Instant aliveAt) {}
