package io.safelight.adapter.vips;

import io.safelight.domain.image.ImageFormat;

/**
 * What a decoder holds at once, by what the header tells. Bounds from measuring pictures of 28 to
 * 50 million pixels with libvips 8.14 and 8.18, beyond the encoded bytes and the virtual machine.
 */
final class DecoderMemory {
    /** libjpeg keeps every coefficient of a progressive image, 16 bits each. */
    private static final int COEFFICIENT_BYTES = 2;

    /** Lossless; lossy needs nearly nothing. */
    private static final int WEBP_BYTES_PER_PIXEL = 5;

    /** The canvas and the frame before. */
    private static final int GIF_BYTES_PER_PIXEL = 8;

    private DecoderMemory() {}

    static long estimateBytes(ImageFormat format, VipsImage header) {
        long pixels = (long) header.width() * header.height();
        int pixelBytes = header.bands() * header.format().bytes();
        boolean interlaced = header.has("interlaced");
        return switch (format) {
            case JPEG -> interlaced ? pixels * header.bands() * COEFFICIENT_BYTES : 0;
            case PNG -> interlaced ? pixels * pixelBytes * 2 : 0;
            case WEBP -> pixels * WEBP_BYTES_PER_PIXEL;
            case GIF -> pixels * GIF_BYTES_PER_PIXEL;
            // One strip may hold the whole picture.
            case TIFF -> pixels * pixelBytes;
            // 7.5 bytes a pixel of 3 bands were seen.
            case HEIC -> pixels * pixelBytes * 8 / 3;
            // 15, with libaom of 2026.
            case AVIF -> pixels * pixelBytes * 5;
        };
    }
}
