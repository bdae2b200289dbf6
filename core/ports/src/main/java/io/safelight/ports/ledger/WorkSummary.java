package io.safelight.ports.ledger;

import io.safelight.domain.work.State;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * @param images how many are in each state; a state without images may lack
 * @param oldestWaiting arrival of the oldest image that is not final
 * @param uncatalogued final images whose latest revision is not in the lake
 */
public record WorkSummary(
        Map<State, Long> images, Optional<Instant> oldestWaiting, long uncatalogued) {
    public WorkSummary {
        images = Map.copyOf(images);
    }

    public long in(State state) {
        return images.getOrDefault(state, 0L);
    }
}
