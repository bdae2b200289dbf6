package io.safelight.adapter.vips;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.ImageFormat;
import java.lang.foreign.MemorySegment;

/**
 * An encoded image and its header. Only the loader of its format ever sees the bytes, strips go by
 * once from top to bottom, and only the first page is read.
 */
final class Source implements AutoCloseable {
    private final Vips vips;
    private final ImageFormat format;
    private final MemorySegment bytes;
    private final VipsImage header;

    private Source(Vips vips, ImageFormat format, MemorySegment bytes, VipsImage header) {
        this.vips = vips;
        this.format = format;
        this.bytes = bytes;
        this.header = header;
    }

    /** Reads the header. The bytes must outlive this. */
    static Source open(Vips vips, ImageFormat format, MemorySegment bytes) {
        try (VipsOperation load = loading(vips, format, bytes)) {
            return new Source(vips, format, bytes, load.image());
        }
    }

    VipsImage header() {
        return header;
    }

    ImageFormat format() {
        return format;
    }

    Dimensions size() {
        return new Dimensions(header.width(), header.height(), header.pages());
    }

    /** What its decoder holds at once, see {@link DecoderMemory}. */
    long decoderBytes() {
        return DecoderMemory.estimateBytes(format, header);
    }

    /**
     * @throws GaveUpException when it is bigger than allowed
     */
    void require(DecodeLimits limits) {
        Dimensions size = size();
        if (size.pixels() > limits.maxPixels()) {
            throw tooMany(size, "more than " + limits.maxPixels() + " pixels");
        }
        long bytesNeeded = decoderBytes();
        if (bytesNeeded > limits.maxDecoderBytes()) {
            throw tooMany(
                    size,
                    "its kind would need "
                            + (bytesNeeded >> 20)
                            + " MiB to decode, more than "
                            + (limits.maxDecoderBytes() >> 20));
        }
    }

    /**
     * The picture, shrunk as far as its decoder can without falling below {@code target}: JPEG by
     * 1, 2, 4 or 8, WebP as we like.
     */
    VipsImage near(Fit target) {
        int side = Math.max(header.width(), header.height());
        int targetSide = Math.max(target.width(), target.height());
        return switch (format) {
            case JPEG -> load("shrink", Integer.toString(factor(side, targetSide)));
            case WEBP -> load("scale", Double.toString(scale(side, targetSide)));
            case PNG, GIF, TIFF, AVIF, HEIC -> load("access", "sequential");
        };
    }

    @Override
    public void close() {
        header.close();
    }

    private VipsImage load(String argument, String value) {
        try (VipsOperation load = loading(vips, format, bytes)) {
            return load.with(argument, value).image();
        }
    }

    private static VipsOperation loading(Vips vips, ImageFormat format, MemorySegment bytes) {
        return vips.operation(loader(format))
                .in(bytes)
                .with("access", "sequential")
                .with("fail-on", "truncated");
    }

    /** Dividing must leave a pixel in both directions: libvips aborts over a picture without. */
    private int factor(int side, int targetSide) {
        int thickness = Math.min(header.width(), header.height());
        int factor = 8;
        while (factor > 1 && (side < (long) factor * targetSide || thickness < factor)) {
            factor /= 2;
        }
        return factor;
    }

    /** Not for threads, which would lose their last pixel of thickness. */
    private double scale(int side, int targetSide) {
        int thickness = Math.min(header.width(), header.height());
        double scale = (double) targetSide / side;
        return thickness * scale < 1 ? 1 : scale;
    }

    private static String loader(ImageFormat format) {
        return switch (format) {
            case JPEG -> "jpegload_buffer";
            case PNG -> "pngload_buffer";
            case WEBP -> "webpload_buffer";
            case GIF -> "gifload_buffer";
            case TIFF -> "tiffload_buffer";
            case AVIF, HEIC -> "heifload_buffer";
        };
    }

    private static GaveUpException tooMany(Dimensions size, String why) {
        return new GaveUpException(
                new Cause(
                        "too-many-pixels",
                        "The image has %d × %d pixels on %d page(s): %s."
                                .formatted(size.width(), size.height(), size.pages(), why)));
    }
}
