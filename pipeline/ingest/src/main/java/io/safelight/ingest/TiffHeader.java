package io.safelight.ingest;

import io.safelight.domain.image.Dimensions;
import java.util.Optional;

/** Width and length of the first directory of a TIFF 6.0 or BigTIFF file, in either byte order. */
final class TiffHeader {
    private static final int IMAGE_WIDTH = 256;
    private static final int IMAGE_LENGTH = 257;
    private static final int SHORT = 3;
    private static final int MAX_ENTRIES = 4096;

    private final HeaderBytes bytes;
    private final boolean little;
    private final boolean big;

    private TiffHeader(HeaderBytes bytes) {
        this.bytes = bytes;
        this.little = bytes.u8(0) == 'I';
        this.big = u16(2) == 43;
    }

    static Optional<Dimensions> read(HeaderBytes bytes) {
        return new TiffHeader(bytes).firstDirectory();
    }

    private Optional<Dimensions> firstDirectory() {
        long directory = big ? offset(8) : u32(4);
        long count =
                Math.min(
                        big ? u32(little ? directory : directory + 4) : u16(directory),
                        MAX_ENTRIES);
        long first = directory + (big ? 8 : 2);
        int entryBytes = big ? 20 : 12;
        long width = 0;
        long length = 0;
        for (long at = first;
                at < first + count * entryBytes && (width == 0 || length == 0);
                at += entryBytes) {
            switch (u16(at)) {
                case IMAGE_WIDTH -> width = value(at);
                case IMAGE_LENGTH -> length = value(at);
                default -> {
                    continue;
                }
            }
        }
        return DeclaredSize.size(width, length, 1);
    }

    private long value(long entry) {
        long at = entry + (big ? 12 : 8);
        return u16(entry + 2) == SHORT ? u16(at) : u32(at);
    }

    /** A 64-bit offset whose upper half must be 0, or it is out of reach anyway. */
    private long offset(long at) {
        long high = u32(little ? at + 4 : at);
        return high != 0 ? Long.MAX_VALUE / 2 : u32(little ? at : at + 4);
    }

    private int u16(long at) {
        return little ? bytes.u16Little(at) : bytes.u16(at);
    }

    private long u32(long at) {
        return little ? bytes.u32Little(at) : bytes.u32(at);
    }
}
