package io.safelight.adapter.vips;

import io.safelight.domain.image.Location;
import io.safelight.domain.image.Probe;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an image tells of how it was taken.
 *
 * @param tags by directory and name, such as {@code IFD0.Make}; text and numbers only
 */
record Exif(
        Optional<Probe.Camera> camera,
        Optional<LocalDateTime> takenAt,
        Optional<Location> location,
        SortedMap<String, String> tags) {
    static final Exif NONE =
            new Exif(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Collections.emptySortedMap());

    Exif {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
}
