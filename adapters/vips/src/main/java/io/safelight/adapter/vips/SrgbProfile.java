package io.safelight.adapter.vips;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Tells by its description whether an embedded ICC profile is plain sRGB, as most are: then there
 * is nothing to convert, which saves a pass over the pixels. (ICC.1:2022, 7.3 tag table, 10.15
 * multiLocalizedUnicode; ICC.1:2001, 6.5.17 textDescription.)
 */
final class SrgbProfile {
    private static final Set<String> NAMES =
            Set.of(
                    "sRGB",
                    "sRGB built-in",
                    "sRGB IEC61966-2.1",
                    "sRGB IEC61966-2-1 black scaled",
                    "sRGB2014",
                    "IEC 61966-2-1 Default RGB Colour Space - sRGB",
                    // Facebook's 524 byte version.
                    "c2");
    private static final int MAX_BYTES = 8 * 1024;
    private static final int TAG_COUNT_AT = 128;
    private static final int MAX_TAGS = 64;
    private static final int MAX_NAME_BYTES = 128;
    private static final int DESC = 0x64657363;
    private static final int MLUC = 0x6d6c7563;

    private SrgbProfile() {}

    static boolean isEmbeddedIn(VipsImage image) {
        return image.blob("icc-profile-data", MAX_BYTES).map(SrgbProfile::isSrgb).orElse(false);
    }

    /** False, too, for what is no profile. */
    static boolean isSrgb(byte[] profile) {
        try {
            return NAMES.contains(description(ByteBuffer.wrap(profile)));
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static String description(ByteBuffer profile) {
        int tags = Math.min(profile.getInt(TAG_COUNT_AT), MAX_TAGS);
        for (int i = 0; i < tags; i++) {
            int entry = TAG_COUNT_AT + 4 + 12 * i;
            if (profile.getInt(entry) == DESC) {
                return text(profile, profile.getInt(entry + 4));
            }
        }
        return "";
    }

    private static String text(ByteBuffer profile, int at) {
        int type = profile.getInt(at);
        if (type == DESC) {
            return string(profile, at + 12, profile.getInt(at + 8) - 1, US_ASCII);
        }
        return type == MLUC
                ? string(profile, at + profile.getInt(at + 24), profile.getInt(at + 20), UTF_16BE)
                : "";
    }

    private static String string(
            ByteBuffer profile, int at, int bytes, java.nio.charset.Charset charset) {
        if (bytes < 0 || bytes > MAX_NAME_BYTES) {
            return "";
        }
        byte[] text = new byte[bytes];
        profile.get(at, text);
        return new String(text, charset).strip();
    }
}
