package io.safelight.testkit.lake;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the contract looks at in a row.
 *
 * @param state its label
 * @param completedAt in whole microseconds
 */
public record SeenRow(ImageId id, String state, Instant completedAt) {

    public static SeenRow of(ImageRecord image) {
        return new SeenRow(
                image.id(),
                image.state().label(),
                image.completedAt().orElseThrow().truncatedTo(ChronoUnit.MICROS));
    }
}
