package io.safelight.adapter.vips;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes TIFF directories with EXIF in them, as a camera would. */
final class ExifBlock {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    /** Behind the entries of all three directories there is room for what does not fit in them. */
    private static final int DATA_AT = 8 + 3 * (2 + 12 * 8 + 4);

    private final ByteBuffer tiff = ByteBuffer.allocate(4096);
    private int dataAt = DATA_AT;

    private ExifBlock() {
        tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8);
    }

    static byte[] orientation(int orientation) {
        var block = new ExifBlock();
        block.directory(8, List.of(block.number(0x112, orientation)));
        return block.bytes();
    }

    /** With a time, and a place in the south-west unless it is far from Earth. */
    static byte[] camera(String make, String model, String time, int latitude, int longitude) {
        var block = new ExifBlock();
        int sub = 8 + 2 + 12 * 8 + 4;
        int gps = sub + 2 + 12 * 8 + 4;
        block.directory(
                8,
                List.of(
                        block.text(0x10f, make),
                        block.text(0x110, model),
                        entry(0x8769, LONG, 1, sub),
                        entry(0x8825, LONG, 1, gps)));
        block.directory(sub, List.of(block.ratios(0x829d, 28, 10), block.text(0x9003, time)));
        block.directory(
                gps,
                List.of(
                        block.text(1, "S"),
                        block.ratios(2, latitude, 1, 30, 1, 0, 1),
                        block.text(3, "W"),
                        block.ratios(4, longitude, 1, 15, 1, 0, 1)));
        return block.bytes();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[dataAt];
        tiff.get(0, bytes);
        return bytes;
    }

    private void directory(int at, List<byte[]> entries) {
        var sorted = new ArrayList<>(entries);
        tiff.position(at).putShort((short) sorted.size());
        sorted.forEach(tiff::put);
        tiff.putInt(0);
    }

    private byte[] number(int tag, int value) {
        return entry(tag, SHORT, 1, value << 16);
    }

    private byte[] text(int tag, String value) {
        byte[] bytes = (value + "\0").getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= 4) {
            byte[] padded = new byte[4];
            System.arraycopy(bytes, 0, padded, 0, bytes.length);
            return entry(tag, ASCII, bytes.length, ByteBuffer.wrap(padded).getInt());
        }
        return entry(tag, ASCII, bytes.length, data(bytes));
    }

    private byte[] ratios(int tag, int... parts) {
        var bytes = ByteBuffer.allocate(4 * parts.length);
        for (int part : parts) {
            bytes.putInt(part);
        }
        return entry(tag, RATIONAL, parts.length / 2, data(bytes.array()));
    }

    private int data(byte[] bytes) {
        int at = dataAt;
        tiff.put(at, bytes);
        dataAt += bytes.length;
        return at;
    }

    private static byte[] entry(int tag, int type, int count, int value) {
        return ByteBuffer.allocate(12)
                .putShort((short) tag)
                .putShort((short) type)
                .putInt(count)
                .putInt(value)
                .array();
    }
}
