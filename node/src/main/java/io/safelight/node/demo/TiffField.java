package io.safelight.node.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** One entry of a TIFF directory, big-endian. */
record TiffField(int tag, int type, int count, byte[] value) {
    private static final int BYTE = 1;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    static TiffField text(int tag, String text) {
        byte[] value = (text + '\0').getBytes(US_ASCII);
        return new TiffField(tag, ASCII, value.length, value);
    }

    static TiffField number16(int tag, int number) {
        return new TiffField(
                tag, SHORT, 1, ByteBuffer.allocate(2).putShort((short) number).array());
    }

    static TiffField number32(int tag, int number) {
        return new TiffField(tag, LONG, 1, ByteBuffer.allocate(4).putInt(number).array());
    }

    static TiffField raw(int tag, int... bytes) {
        var value = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            value.put((byte) b);
        }
        return new TiffField(tag, BYTE, bytes.length, value.array());
    }

    /**
     * @param parts numerator, denominator, numerator, ...
     */
    static TiffField rationals(int tag, int... parts) {
        var value = ByteBuffer.allocate(4 * parts.length);
        for (int part : parts) {
            value.putInt(part);
        }
        return new TiffField(tag, RATIONAL, parts.length / 2, value.array());
    }

    boolean fitsIntoEntry() {
        return value.length <= 4;
    }
}
