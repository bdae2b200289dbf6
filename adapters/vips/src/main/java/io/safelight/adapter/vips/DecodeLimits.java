package io.safelight.adapter.vips;

/**
 * How big a picture is decoded at all; told by its header, before any pixel is.
 *
 * @param maxPixels width × height × pages
 * @param maxDecoderBytes what the format's decoder must hold at once, as {@link DecoderMemory}
 *     estimates it: formats that decode row by row need next to nothing, a progressive JPEG 6 bytes
 *     a pixel, HEIC 8, AVIF 15
 */
public record DecodeLimits(long maxPixels, long maxDecoderBytes) {
    public static final DecodeLimits DEFAULT = new DecodeLimits(100_000_000, 400L << 20);
    private static final long CEILING = 1L << 40;

    public DecodeLimits {
        requireRange("max-pixels", maxPixels);
        requireRange("max-decoder-bytes", maxDecoderBytes);
    }

    private static void requireRange(String name, long value) {
        if (value < 1 || value > CEILING) {
            throw new IllegalArgumentException(
                    name + " is 1 to " + CEILING + ", not " + value + ": 0 does not mean no limit");
        }
    }
}
