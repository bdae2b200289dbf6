package io.safelight.adapter.vips;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes JPEG files apart and puts them together otherwise (ITU-T T.81, annex B). */
final class JpegParts {
    private static final int APP2 = 0xe2;
    private static final int COMMENT = 0xfe;
    private static final int START_OF_SCAN = 0xda;

    private JpegParts() {}

    static byte[] withComment(byte[] jpeg, String text) {
        return withSegment(jpeg, COMMENT, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** As one chunk, so of at most 65,519 bytes. */
    static byte[] withProfile(byte[] jpeg, byte[] profile) {
        byte[] name = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
        return withSegment(jpeg, APP2, concat(name, profile));
    }

    /** The same, but it says that it is so big. */
    static byte[] declaring(byte[] jpeg, int width, int height) {
        byte[] changed = jpeg.clone();
        int frame = find(jpeg, 2, 0xc0, 0xc2);
        ByteBuffer.wrap(changed)
                .putShort(frame + 5, (short) height)
                .putShort(frame + 7, (short) width);
        return changed;
    }

    /** A progressive one whose last scan comes so many times more. */
    static byte[] withScansRepeated(byte[] jpeg, int times) {
        int last = find(jpeg, 2, START_OF_SCAN, START_OF_SCAN);
        for (int next = last; next >= 0; next = findScanAfter(jpeg, next)) {
            last = next;
        }
        int end = jpeg.length - 2;
        var all = new ByteArrayOutputStream();
        all.write(jpeg, 0, end);
        for (int i = 0; i < times; i++) {
            all.write(jpeg, last, end - last);
        }
        all.write(jpeg, end, 2);
        return all.toByteArray();
    }

    static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
        byte[] head =
                ByteBuffer.allocate(4)
                        .put((byte) 0xff)
                        .put((byte) marker)
                        .putShort((short) (body.length + 2))
                        .array();
        return concat(Arrays.copyOf(jpeg, 2), head, body, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** Where the first segment with one of these markers begins. */
    private static int find(byte[] jpeg, int from, int marker, int orMarker) {
        int at = from;
        while (at + 4 <= jpeg.length) {
            int found = jpeg[at + 1] & 0xff;
            if (found == marker || found == orMarker) {
                return at;
            }
            at += 2 + (ByteBuffer.wrap(jpeg).getShort(at + 2) & 0xffff);
        }
        throw new IllegalArgumentException("no such segment");
    }

    /** In the data of a scan an 0xff is never followed by this marker. */
    private static int findScanAfter(byte[] jpeg, int scan) {
        for (int at = scan + 2; at + 1 < jpeg.length; at++) {
            if ((jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == START_OF_SCAN) {
                return at;
            }
        }
        return -1;
    }
}
