package io.safelight.ingest;

import java.nio.charset.StandardCharsets;

/** Unsigned numbers at offsets; beyond the end is an {@link IndexOutOfBoundsException}. */
record HeaderBytes(byte[] bytes) {

    int u8(long at) {
        if (at < 0 || at >= bytes.length) {
            throw new IndexOutOfBoundsException();
        }
        return bytes[(int) at] & 0xff;
    }

    int u16(long at) {
        return u8(at) << 8 | u8(at + 1);
    }

    long u32(long at) {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    int u16Little(long at) {
        return u8(at + 1) << 8 | u8(at);
    }

    int u24Little(long at) {
        return u8(at + 2) << 16 | u16Little(at);
    }

    long u32Little(long at) {
        return (long) u16Little(at + 2) << 16 | u16Little(at);
    }

    String text(long at, int length) {
        u8(at + length - 1);
        return new String(bytes, (int) at, length, StandardCharsets.ISO_8859_1);
    }
}
