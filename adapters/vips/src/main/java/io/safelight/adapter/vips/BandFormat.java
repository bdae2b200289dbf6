package io.safelight.adapter.vips;

/** {@code VipsBandFormat}: how a number of a pixel is stored. In the order of its C values. */
enum BandFormat {
    UCHAR(1),
    CHAR(1),
    USHORT(2),
    SHORT(2),
    UINT(4),
    INT(4),
    FLOAT(4),
    COMPLEX(8),
    DOUBLE(8),
    DPCOMPLEX(16);

    private final int bytes;

    BandFormat(int bytes) {
        this.bytes = bytes;
    }

    static BandFormat of(int value) {
        if (value < 0 || value >= values().length) {
            throw new VipsException("no such band format: " + value);
        }
        return values()[value];
    }

    int bytes() {
        return bytes;
    }

    /** libvips' name of it. */
    String nick() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
