package io.safelight.adapter.vips;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** What a failed decoding means. What the decoder said is judged, never passed on. */
final class Failures {
    /** What decoders say of a missing end; the formats' own structure tells it, too. */
    private static final List<String> CUT_SHORT =
            List.of(
                    "premature end of input file",
                    "premature end of jpeg",
                    "unexpected end",
                    "not enough data",
                    "insufficient data",
                    "truncated",
                    "end of file",
                    "read error at scanline",
                    "read error on strip");

    /** Not plain "unsupported": damaged JPEG has "unsupported marker types". */
    private static final List<String> UNSUPPORTED =
            List.of(
                    "unsupported jpeg",
                    "unsupported feature",
                    "unsupported codec",
                    "unsupported image",
                    "unsupported color",
                    "unsupported bit",
                    "unsupported tiff",
                    "not supported",
                    "not implemented",
                    "no known route",
                    "not configured",
                    "not been built in",
                    "is blocked",
                    "sorry");

    private static final List<String> TOO_BIG =
            List.of("out of memory", "memory allocation", "security limit");

    private Failures() {}

    static Cause cause(VipsException failure, ImageFormat format, ByteBuffer bytes) {
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (contains(said, TOO_BIG)) {
            return new Cause("too-many-pixels", "The image needs too much memory to decode.");
        }
        if (Ending.isCutShort(format, bytes) || contains(said, CUT_SHORT)) {
            return new Cause("truncated", "The image ends before its data does.");
        }
        return contains(said, UNSUPPORTED)
                ? new Cause("unsupported", "This kind of " + format + " cannot be decoded here.")
                : new Cause("corrupt", "The image is damaged and cannot be decoded.");
    }

    private static boolean contains(String said, List<String> phrases) {
        return phrases.stream().anyMatch(said::contains);
    }
}
