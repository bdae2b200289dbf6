package io.safelight.fuzz;

import java.util.ArrayList;
import java.util.List;

/** A little-endian TIFF of one directory, as the block of EXIF is one, too. */
public final class TiffSeed {
    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;

    private record Entry(int tag, int type, int count, byte[] value) {}

    private final List<Entry> entries = new ArrayList<>();

    public TiffSeed text(int tag, String value) {
        byte[] bytes = Bytes.utf8(value + "\0");
        return entry(tag, 2, bytes.length, bytes);
    }

    public TiffSeed number(int tag, int value) {
        return entry(tag, 4, 1, new Bytes().u32Little(value).done());
    }

    public TiffSeed ratios(int tag, long... parts) {
        var value = new Bytes();
        for (long part : parts) {
            value.u32Little(part);
        }
        return entry(tag, 5, parts.length / 2, value.done());
    }

    public TiffSeed entry(int tag, int type, int count, byte[] value) {
        entries.add(new Entry(tag, type, count, value));
        return this;
    }

    /** Values of more than four bytes lie behind the directory. */
    public byte[] done() {
        long behind = HEADER_BYTES + 2 + (long) ENTRY_BYTES * entries.size() + 4;
        var directory = new Bytes().u16Little(entries.size());
        var values = new Bytes();
        for (Entry entry : entries) {
            directory.u16Little(entry.tag()).u16Little(entry.type()).u32Little(entry.count());
            if (entry.value().length <= 4) {
                directory.bytes(entry.value()).zeros(4 - entry.value().length);
            } else {
                directory.u32Little(behind + values.done().length);
                values.bytes(entry.value());
            }
        }
        return new Bytes()
                .text("II")
                .u16Little(42)
                .u32Little(HEADER_BYTES)
                .bytes(directory.u32Little(0).done())
                .bytes(values.done())
                .done();
    }
}
