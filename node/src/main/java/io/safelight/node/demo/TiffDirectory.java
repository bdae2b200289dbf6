package io.safelight.node.demo;

import java.nio.ByteBuffer;
import java.util.List;

/** A TIFF directory: its entries by tag, then the values that are too long for an entry. */
record TiffDirectory(List<TiffField> fields) {
    private static final int ENTRY_BYTES = 12;

    int bytes() {
        return entriesBytes()
                + fields.stream()
                        .filter(field -> !field.fitsIntoEntry())
                        .mapToInt(field -> even(field.value().length))
                        .sum();
    }

    void writeTo(ByteBuffer tiff) {
        int valueAt = tiff.position() + entriesBytes();
        tiff.putShort((short) fields.size());
        for (TiffField field : fields) {
            tiff.putShort((short) field.tag()).putShort((short) field.type()).putInt(field.count());
            if (field.fitsIntoEntry()) {
                tiff.put(field.value()).position(tiff.position() + 4 - field.value().length);
            } else {
                tiff.putInt(valueAt).put(valueAt, field.value());
                valueAt += even(field.value().length);
            }
        }
        int noNextDirectory = 0;
        tiff.putInt(noNextDirectory);
        tiff.position(valueAt);
    }

    private int entriesBytes() {
        return 2 + ENTRY_BYTES * fields.size() + 4;
    }

    /** Values begin at even places. */
    private static int even(int bytes) {
        return bytes + bytes % 2;
    }
}
