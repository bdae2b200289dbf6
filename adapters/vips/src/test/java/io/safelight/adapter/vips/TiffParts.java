package io.safelight.adapter.vips;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Small TIFF files of our own, one strip a page (TIFF 6.0, section 2; BigTIFF by its authors). */
final class TiffParts {
    private static final short SHORT = 3;
    private static final short LONG = 4;
    private static final int[][] GREY_8_BIT = {{258, 8}, {259, 1}, {262, 1}, {277, 1}};

    private TiffParts() {}

    /** Pages of one grey pixel; the last points to the page with this index, -1 for none. */
    static byte[] pages(int count, int afterTheLast) {
        int pageBytes = 2 + 9 * 12 + 4;
        ByteBuffer file = ByteBuffer.allocate(9 + count * pageBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(9).put((byte) 0x7f);
        for (int page = 0; page < count; page++) {
            directory(file, 1, 1, 8);
            int next = page + 1 < count ? page + 1 : afterTheLast;
            file.putInt(next < 0 ? 0 : 9 + next * pageBytes);
        }
        return file.array();
    }

    /** Nothing but a header that promises a lot. */
    static byte[] bomb(int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(9 + 2 + 9 * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(9).put((byte) 0x7f);
        directory(file, width, height, 8);
        return file.putInt(0).array();
    }

    /** The same with offsets of 64 bits. */
    static byte[] bigBomb(int width, int height) {
        int[][] entries = entries(width, height, 16);
        ByteBuffer file =
                ByteBuffer.allocate(24 + 8 + entries.length * 20 + 8)
                        .order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 43);
        file.putShort((short) 8).putShort((short) 0).putLong(24).putLong(0);
        file.putLong(entries.length);
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort(LONG).putLong(1).putLong(entry[1]);
        }
        return file.putLong(0).array();
    }

    private static void directory(ByteBuffer file, int width, int height, int strip) {
        int[][] entries = entries(width, height, strip);
        file.putShort((short) entries.length);
        for (int[] entry : entries) {
            boolean isSmall = entry[1] < 1 << 16;
            file.putShort((short) entry[0]).putShort(isSmall ? SHORT : LONG).putInt(1);
            file.putInt(entry[1]);
        }
    }

    private static int[][] entries(int width, int height, int strip) {
        return new int[][] {
            {256, width},
            {257, height},
            GREY_8_BIT[0],
            GREY_8_BIT[1],
            GREY_8_BIT[2],
            {273, strip},
            GREY_8_BIT[3],
            {278, height},
            {279, 1}
        };
    }
}
