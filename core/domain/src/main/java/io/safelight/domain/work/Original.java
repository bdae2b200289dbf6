package io.safelight.domain.work;

import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;

/** Where the bytes that came in lie now: in the raw zone, or in quarantine. */
public record Original(Zone zone, ObjectRef object) {

    public Original {
        if (zone == Zone.PROCESSED) {
            throw new IllegalArgumentException("originals are not in the processed zone");
        }
    }
}
