package io.safelight.ports.ledger;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every change of state, in order. Who has seen sequence n never misses one after n. */
public interface ChangeFeed {

    /**
     * @param tenant only its changes
     * @param image only its changes
     */
    List<Change> after(
            long sequence, Optional<TenantId> tenant, Optional<ImageId> image, int limit);

    /** The newest sequence, 0 before the first. */
    long last();

    /**
     * Waits until there may be a change after {@code sequence}, or until {@code longest} is over.
     */
    void awaitChange(long sequence, Duration longest) throws InterruptedException;
}
