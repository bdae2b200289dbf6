package io.safelight.adapter.vips;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What the child that decodes is told.
 *
 * @param library the file of libvips; empty for the one that the system's loader finds
 */
public record VipsSettings(Optional<Path> library, DecodeLimits limits) {
    /** System property: path of libvips' file. */
    public static final String LIBRARY = "safelight.vips.library";

    /** System property: see {@link DecodeLimits#maxPixels}. */
    public static final String MAX_PIXELS = "safelight.vips.max-pixels";

    /** System property: see {@link DecodeLimits#maxDecoderBytes}. */
    public static final String MAX_DECODER_BYTES = "safelight.vips.max-decoder-bytes";

    /**
     * @throws IllegalArgumentException when one is out of range, with its name
     */
    public static VipsSettings of(Properties properties) {
        return new VipsSettings(
                Optional.ofNullable(properties.getProperty(LIBRARY)).map(Path::of),
                new DecodeLimits(
                        number(properties, MAX_PIXELS, DecodeLimits.DEFAULT.maxPixels()),
                        number(
                                properties,
                                MAX_DECODER_BYTES,
                                DecodeLimits.DEFAULT.maxDecoderBytes())));
    }

    private static long number(Properties properties, String name, long byDefault) {
        String text = properties.getProperty(name);
        if (text == null) {
            return byDefault;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a whole number: " + text, e);
        }
    }
}
