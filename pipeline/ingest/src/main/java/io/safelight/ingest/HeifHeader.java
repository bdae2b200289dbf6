package io.safelight.ingest;

import io.safelight.domain.image.Dimensions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The largest image spatial extent ({@code ispe}) in a HEIF file (ISO/IEC 23008-12), found through
 * the boxes meta, iprp and ipco. The largest is the whole picture; tiles and thumbnails are
 * smaller.
 */
final class HeifHeader {
    private static final int MAX_BOXES = 2_000;

    private final HeaderBytes bytes;
    private int boxes;

    private HeifHeader(HeaderBytes bytes) {
        this.bytes = bytes;
    }

    static Optional<Dimensions> read(HeaderBytes bytes) {
        return new HeifHeader(bytes).largest(0, bytes.bytes().length);
    }

    private Optional<Dimensions> largest(long from, long to) {
        Optional<Dimensions> best = Optional.empty();
        long at = from;
        while (at + 8 <= to && boxes++ < MAX_BOXES) {
            long size = bytes.u32(at);
            boolean toTheEnd = size == 0;
            boolean wide = size == 1;
            long end = toTheEnd ? to : at + (wide ? bytes.u32(at + 12) : size);
            long body = at + (wide ? 16 : 8);
            if (end < body) {
                return best;
            }
            best = larger(best, inBox(bytes.text(at + 4, 4), body, Math.min(end, to)));
            at = end;
        }
        return best;
    }

    private Optional<Dimensions> inBox(String type, long body, long end) {
        return switch (type) {
            case "meta" -> largest(body + 4, end);
            case "iprp", "ipco" -> largest(body, end);
            case "ispe" -> DeclaredSize.size(bytes.u32(body + 4), bytes.u32(body + 8), 1);
            default -> Optional.empty();
        };
    }

    private static Optional<Dimensions> larger(
            Optional<Dimensions> left, Optional<Dimensions> right) {
        return Stream.of(left, right)
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(Dimensions::pixels));
    }
}
