package io.safelight.adapter.vips;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

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

    private static final List<String> TOO_BIG = List.of("security limit");

    /** Of libvips, of libheif, of libjpeg, of libtiff and libpng. */
    private static final List<String> OUT_OF_MEMORY =
            List.of(
                    "out of memory",
                    "memory allocation",
                    "insufficient memory",
                    "allocate memory",
                    "unable to allocate");

    /**
     * A decoder asks for up to so many times of what it holds in the end: it grows what it has, and
     * old and new exist together.
     */
    private static final int ASKED_FOR = 2;

    private Failures() {}

    static Cause cause(VipsException failure, ImageFormat format, ByteBuffer bytes) {
        return cause(failure, format, bytes, false);
    }

    /**
     * @param scarce whether the image may have needed more memory than there was: what decoders say
     *     of a failed allocation is often what they say of damage
     */
    static Cause cause(
            VipsException failure, ImageFormat format, ByteBuffer bytes, boolean scarce) {
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (contains(said, TOO_BIG)) {
            return new Cause("too-many-pixels", "The image needs too much memory to decode.");
        }
        if (contains(said, OUT_OF_MEMORY)) {
            return outOfMemory();
        }
        if (Ending.isCutShort(format, bytes) || contains(said, CUT_SHORT)) {
            return new Cause("truncated", "The image ends before its data does.");
        }
        if (scarce) {
            return outOfMemory();
        }
        return contains(said, UNSUPPORTED)
                ? new Cause("unsupported", "This kind of " + format + " cannot be decoded here.")
                : new Cause("corrupt", "The image is damaged and cannot be decoded.");
    }

    /**
     * Whether a decoder that holds so much may have been refused some of it.
     *
     * @param roomBytes what is left when it has failed and given all back
     */
    static boolean isScarce(long decoderBytes, OptionalLong roomBytes) {
        return roomBytes.isPresent() && decoderBytes * ASKED_FOR > roomBytes.getAsLong();
    }

    private static Cause outOfMemory() {
        return new Cause("out-of-memory", "The image needs more memory than a sandbox has.");
    }

    private static boolean contains(String said, List<String> phrases) {
        return phrases.stream().anyMatch(said::contains);
    }
}
