package io.safelight.domain.image;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the built-in program {@code probe} read from an image.
 *
 * @param size as stored, before the orientation is applied
 * @param orientation EXIF 1 to 8
 * @param colorSpace libvips' name of the interpretation, such as {@code srgb} or {@code cmyk}
 * @param camera make and model, where the image tells
 * @param takenAt the camera's local time, which has no zone
 * @param looks what the eye would see
 * @param exif further tags, text and numbers only
 */
public record Probe(
        Dimensions size,
        int orientation,
        String colorSpace,
        Optional<Camera> camera,
        Optional<LocalDateTime> takenAt,
        Optional<Location> location,
        Looks looks,
        SortedMap<String, String> exif) {
    public static final int MAX_EXIF_ENTRIES = 200;

    public Probe {
        if (orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("orientation is 1 to 8: " + orientation);
        }
        if (exif.size() > MAX_EXIF_ENTRIES) {
            throw new IllegalArgumentException("more than " + MAX_EXIF_ENTRIES + " EXIF tags");
        }
        exif = Collections.unmodifiableSortedMap(new TreeMap<>(exif));
    }

    /** Either may be empty, not both. */
    public record Camera(String make, String model) {
        public Camera {
            if (make.isEmpty() && model.isEmpty()) {
                throw new IllegalArgumentException("a camera has a make or a model");
            }
        }
    }

    /**
     * @param phash 64-bit perceptual hash of the upright picture, 16 hexadecimal digits
     * @param dominantColor {@code #rrggbb}
     * @param blurhash see blurha.sh, 4×3 components
     */
    public record Looks(String phash, String dominantColor, String blurhash) {}
}
