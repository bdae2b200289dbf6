package io.safelight.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Builds the bytes of a seed. Big-endian where not said otherwise. */
public final class Bytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A seed as {@link Trial} prints it. */
    public static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public Bytes text(String text) {
        return bytes(utf8(text));
    }

    public Bytes bytes(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    public Bytes u8(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    public Bytes u16(int value) {
        return u8(value >> 8, value);
    }

    public Bytes u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    public Bytes u64(long value) {
        return u32(value >> 32).u32(value);
    }

    public Bytes u16Little(int value) {
        return u8(value, value >> 8);
    }

    public Bytes u32Little(long value) {
        return u16Little((int) value).u16Little((int) (value >> 16));
    }

    public Bytes zeros(int count) {
        return bytes(new byte[count]);
    }

    public byte[] done() {
        return bytes.toByteArray();
    }
}
