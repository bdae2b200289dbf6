package io.safelight.ports.ledger;

import io.safelight.domain.identity.TenantId;
import java.time.Instant;

/** For whoever watches images flow. */
public interface FlowLedger {

    /**
     * Cheap enough to be asked every second by many: it reads counts that are kept with every
     * change, a few hundred rows at most, and the first entry of an index; its cost does not grow
     * with the number of images, waiting or not. The counts are told one after the other, so they
     * may be a change apart.
     */
    Flow flow(TenantId tenant, Instant now);
}
