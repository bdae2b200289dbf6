package io.safelight.domain.image;

/**
 * Declared or decoded size of a picture, in pixels; of all pages together when there are several.
 */
public record Dimensions(int width, int height, int pages) {

    public Dimensions {
        if (width < 1 || height < 1 || pages < 1) {
            throw new IllegalArgumentException(
                    "not a picture: " + width + "x" + height + "x" + pages);
        }
    }

    /** Saturates: a hostile header must not wrap around. */
    public long pixels() {
        long plane = (long) width * height;
        return plane > Long.MAX_VALUE / pages ? Long.MAX_VALUE : plane * pages;
    }
}
