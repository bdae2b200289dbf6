package io.safelight.ingest;

import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.ImageFormat;
import java.util.Optional;

/**
 * The size that an image's header declares. Reads headers only, bounded by the bytes it is given,
 * and believes nothing: the sandbox decodes and decides.
 */
final class DeclaredSize {
    private DeclaredSize() {}

    /** Empty when {@code head} does not reach far enough, or is not what it announces. */
    static Optional<Dimensions> read(ImageFormat format, byte[] head) {
        try {
            var bytes = new HeaderBytes(head);
            return switch (format) {
                case JPEG -> jpeg(bytes);
                case PNG -> size(bytes.u32(16), bytes.u32(20), 1);
                case GIF -> size(bytes.u16Little(6), bytes.u16Little(8), 1);
                case WEBP -> webp(bytes);
                case TIFF -> TiffHeader.read(bytes);
                case AVIF, HEIC -> HeifHeader.read(bytes);
            };
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    static Optional<Dimensions> size(long width, long height, int pages) {
        boolean sane =
                width >= 1
                        && height >= 1
                        && width <= Integer.MAX_VALUE
                        && height <= Integer.MAX_VALUE;
        return sane
                ? Optional.of(new Dimensions((int) width, (int) height, pages))
                : Optional.empty();
    }

    /**
     * ITU-T T.81, annex B: segments until the frame header, SOF0 to SOF15 without DHT, JPG and DAC.
     */
    private static Optional<Dimensions> jpeg(HeaderBytes bytes) {
        int at = 2;
        while (true) {
            if (bytes.u8(at) != 0xff) {
                return Optional.empty();
            }
            int marker = bytes.u8(at + 1);
            if (marker == 0xff) {
                at++;
            } else if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
                at += 2;
            } else if (marker >= 0xc0
                    && marker <= 0xcf
                    && marker != 0xc4
                    && marker != 0xc8
                    && marker != 0xcc) {
                return size(bytes.u16(at + 7), bytes.u16(at + 5), 1);
            } else if (marker == 0xd9 || marker == 0xda) {
                return Optional.empty();
            } else {
                at += 2 + Math.max(bytes.u16(at + 2), 2);
            }
        }
    }

    /** RFC 9649: a canvas (VP8X), a lossy key frame (VP8) or a lossless stream (VP8L). */
    private static Optional<Dimensions> webp(HeaderBytes bytes) {
        return switch (bytes.text(12, 4)) {
            case "VP8X" -> size(1 + bytes.u24Little(24), 1 + bytes.u24Little(27), 1);
            case "VP8 " -> size(bytes.u16Little(26) & 0x3fff, bytes.u16Little(28) & 0x3fff, 1);
            case "VP8L" -> {
                long bits = bytes.u32Little(21);
                yield size(1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff), 1);
            }
            default -> Optional.empty();
        };
    }
}
