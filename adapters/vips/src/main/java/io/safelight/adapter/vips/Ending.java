package io.safelight.adapter.vips;

import io.safelight.domain.image.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells by a format's outer structure whether its end is missing. Only asked when decoding failed:
 * decoders say it in words that change.
 */
final class Ending {
    private static final int MAX_CHUNKS = 100_000;
    private static final int PNG_SIGNATURE_BYTES = 8;
    private static final int IEND = 0x49454e44;

    private Ending() {}

    static boolean isCutShort(ImageFormat format, ByteBuffer bytes) {
        ByteBuffer image = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        return switch (format) {
            // Their decoders say so plainly.
            case JPEG, GIF -> false;
            case PNG -> isPngCutShort(image);
            case WEBP -> isRiffCutShort(image);
            case TIFF -> isTiffCutShort(image);
            case AVIF, HEIC -> isBoxCutShort(image);
        };
    }

    private static boolean isPngCutShort(ByteBuffer image) {
        long at = PNG_SIGNATURE_BYTES;
        for (int chunk = 0; chunk < MAX_CHUNKS; chunk++) {
            if (at + 12 > image.limit()) {
                return true;
            }
            if (image.getInt((int) at + 4) == IEND) {
                return false;
            }
            at += 12 + Integer.toUnsignedLong(image.getInt((int) at));
        }
        return false;
    }

    private static boolean isRiffCutShort(ByteBuffer image) {
        if (image.limit() < 12) {
            return true;
        }
        image.order(ByteOrder.LITTLE_ENDIAN);
        return Integer.toUnsignedLong(image.getInt(4)) + 8 > image.limit();
    }

    /** The first directory lies behind the end. */
    private static boolean isTiffCutShort(ByteBuffer image) {
        if (image.limit() < 16) {
            return true;
        }
        image.order(image.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean isBig = image.getShort(2) == 43;
        long directory = isBig ? image.getLong(8) : Integer.toUnsignedLong(image.getInt(4));
        return directory < 0 || directory + 2 > image.limit();
    }

    /** A box of the top level reaches beyond the end. (ISO/IEC 14496-12, 4.2) */
    private static boolean isBoxCutShort(ByteBuffer image) {
        long at = 0;
        for (int box = 0; box < MAX_CHUNKS && at < image.limit(); box++) {
            if (at + 16 > image.limit()) {
                return true;
            }
            long size = Integer.toUnsignedLong(image.getInt((int) at));
            if (size == 0) {
                return false;
            }
            size = size == 1 ? image.getLong((int) at + 8) : size;
            if (size < 8) {
                return false;
            }
            at = size > Integer.MAX_VALUE ? Long.MAX_VALUE : at + size;
        }
        return at > image.limit();
    }
}
