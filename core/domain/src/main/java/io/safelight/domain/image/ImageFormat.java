package io.safelight.domain.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The formats that are let in, told by their first bytes and never by a name. */
public enum ImageFormat {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    GIF("image/gif", "gif"),
    TIFF("image/tiff", "tif"),
    AVIF("image/avif", "avif"),
    HEIC("image/heic", "heic");

    /** {@link #sniff} wants this many bytes, fewer only if the image has fewer. */
    public static final int SNIFF_BYTES = 64;

    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx");
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");
    private static final int MAJOR_BRAND = 8;
    private static final int FIRST_COMPATIBLE_BRAND = 16;

    private final String contentType;
    private final String extension;

    ImageFormat(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    public String contentType() {
        return contentType;
    }

    public String extension() {
        return extension;
    }

    public static Optional<ImageFormat> ofContentType(String contentType) {
        for (ImageFormat format : values()) {
            if (format.contentType.equals(contentType)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The format that {@code head} announces, if it is one of ours. */
    public static Optional<ImageFormat> sniff(byte[] head) {
        if (starts(head, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        if (starts(head, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return Optional.of(PNG);
        }
        if (text(head, 0, 4).equals("RIFF") && text(head, 8, 4).equals("WEBP")) {
            return Optional.of(WEBP);
        }
        if (text(head, 0, 6).equals("GIF87a") || text(head, 0, 6).equals("GIF89a")) {
            return Optional.of(GIF);
        }
        if (isTiff(head)) {
            return Optional.of(TIFF);
        }
        return text(head, 4, 4).equals("ftyp") ? sniffBrands(head) : Optional.empty();
    }

    /** Classic TIFF (42) and BigTIFF (43), both byte orders. */
    private static boolean isTiff(byte[] head) {
        return starts(head, 'I', 'I', 42, 0)
                || starts(head, 'M', 'M', 0, 42)
                || starts(head, 'I', 'I', 43, 0, 8, 0, 0, 0)
                || starts(head, 'M', 'M', 0, 43, 0, 8, 0, 0);
    }

    /**
     * ISO/IEC 14496-12 file type box: major brand, minor version, compatible brands; the major
     * brand decides first.
     */
    private static Optional<ImageFormat> sniffBrands(byte[] head) {
        long boxBytes = Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt());
        // 0 and 1 would say that the length is told elsewhere: no image is written so.
        if (boxBytes < FIRST_COMPATIBLE_BRAND) {
            return Optional.empty();
        }
        long end = Math.min(head.length, boxBytes);
        for (int at = MAJOR_BRAND;
                at + 4 <= end;
                at = at == MAJOR_BRAND ? FIRST_COMPATIBLE_BRAND : at + 4) {
            String brand = text(head, at, 4);
            if (AVIF_BRANDS.contains(brand)) {
                return Optional.of(AVIF);
            }
            if (HEIC_BRANDS.contains(brand)) {
                return Optional.of(HEIC);
            }
        }
        return Optional.empty();
    }

    private static boolean starts(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] head, int from, int length) {
        return head.length < from + length
                ? ""
                : new String(head, from, length, StandardCharsets.ISO_8859_1);
    }
}
