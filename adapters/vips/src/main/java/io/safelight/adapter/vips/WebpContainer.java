package io.safelight.adapter.vips;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Takes metadata out of a WebP file: libvips 8.14 writes EXIF, with the place where a picture was
 * taken, even when told to strip it (its issue 3340). See the "WebP Container Specification",
 * developers.google.com/speed/webp/docs/riff_container.
 */
final class WebpContainer {
    private static final int RIFF = code("RIFF");
    private static final int VP8X = code("VP8X");
    private static final int ICCP = code("ICCP");
    private static final int EXIF = code("EXIF");
    private static final int XMP = code("XMP ");
    private static final int FILE_HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;

    /** Of VP8X's flags, those of ICCP, EXIF and XMP. */
    private static final int METADATA_FLAGS = 0x20 | 0x08 | 0x04;

    private WebpContainer() {}

    /**
     * The same picture without metadata.
     *
     * @throws VipsException when it is no whole WebP
     */
    static byte[] withoutMetadata(byte[] webp) {
        ByteBuffer in = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
        if (webp.length < FILE_HEADER_BYTES || in.getInt(0) != RIFF) {
            throw new VipsException("not a WebP was written");
        }
        ByteBuffer out = ByteBuffer.allocate(webp.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(webp, 0, FILE_HEADER_BYTES);
        in.position(FILE_HEADER_BYTES);
        while (in.remaining() >= CHUNK_HEADER_BYTES) {
            copyChunk(in, out);
        }
        out.putInt(4, out.position() - CHUNK_HEADER_BYTES);
        byte[] plain = new byte[out.position()];
        out.get(0, plain);
        return plain;
    }

    private static void copyChunk(ByteBuffer in, ByteBuffer out) {
        int start = in.position();
        int name = in.getInt(start);
        long size = Integer.toUnsignedLong(in.getInt(start + 4));
        long padded = CHUNK_HEADER_BYTES + size + (size & 1);
        if (padded > in.remaining()) {
            throw new VipsException("a WebP with a chunk beyond its end was written");
        }
        in.position(start + (int) padded);
        if (name == ICCP || name == EXIF || name == XMP) {
            return;
        }
        int to = out.position();
        out.put(in.slice(start, (int) padded));
        if (name == VP8X && size > 0) {
            int flags = out.get(to + CHUNK_HEADER_BYTES) & ~METADATA_FLAGS;
            out.put(to + CHUNK_HEADER_BYTES, (byte) flags);
        }
    }

    private static int code(String name) {
        return ByteBuffer.wrap(name.getBytes(US_ASCII)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
}
