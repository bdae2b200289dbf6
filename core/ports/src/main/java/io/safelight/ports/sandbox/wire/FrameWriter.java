package io.safelight.ports.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers one frame, large contents by reference, and writes it with its length. */
final class FrameWriter {
    static final int MAGIC = 0x534c5342; // "SLSB"
    static final int VERSION = 1;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final FrameType type;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private ByteArrayOutputStream small = new ByteArrayOutputStream();
    private DataOutputStream data = new DataOutputStream(small);

    FrameWriter(FrameType type) {
        this.type = type;
    }

    FrameWriter u8(int value) throws IOException {
        data.writeByte(value);
        return this;
    }

    FrameWriter flag(boolean value) throws IOException {
        return u8(value ? 1 : 0);
    }

    FrameWriter i32(int value) throws IOException {
        data.writeInt(value);
        return this;
    }

    FrameWriter i64(long value) throws IOException {
        data.writeLong(value);
        return this;
    }

    FrameWriter f64(double value) throws IOException {
        data.writeDouble(value);
        return this;
    }

    FrameWriter text(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xffff) {
            throw new IllegalArgumentException("a text of " + bytes.length + " bytes");
        }
        data.writeShort(bytes.length);
        data.write(bytes);
        return this;
    }

    /** By reference: what is between position and limit must stay until the frame is written. */
    FrameWriter blob(ByteBuffer content) throws IOException {
        i32(content.remaining());
        parts.add(ByteBuffer.wrap(small.toByteArray()));
        parts.add(content.duplicate());
        small = new ByteArrayOutputStream();
        data = new DataOutputStream(small);
        return this;
    }

    void writeTo(OutputStream out) throws IOException {
        parts.add(ByteBuffer.wrap(small.toByteArray()));
        long length = parts.stream().mapToLong(ByteBuffer::remaining).sum();
        ByteBuffer header = ByteBuffer.allocate(FrameReader.HEADER_BYTES);
        header.putInt(MAGIC).put((byte) VERSION).put((byte) type.code()).putLong(length);
        out.write(header.array());
        for (ByteBuffer part : parts) {
            copy(part, out);
        }
        out.flush();
    }

    private static void copy(ByteBuffer part, OutputStream out) throws IOException {
        if (out instanceof FileOutputStream file) {
            copy(part, file.getChannel());
            return;
        }
        byte[] chunk = new byte[Math.min(CHUNK_BYTES, part.remaining())];
        try {
            while (part.hasRemaining()) {
                int count = Math.min(chunk.length, part.remaining());
                part.get(chunk, 0, count);
                out.write(chunk, 0, count);
            }
        } finally {
            Arrays.fill(chunk, (byte) 0);
        }
    }

    /** In slices, because the JDK copies a heap buffer as a whole into native memory first. */
    private static void copy(ByteBuffer part, FileChannel out) throws IOException {
        while (part.hasRemaining()) {
            int count = Math.min(16 * CHUNK_BYTES, part.remaining());
            int written = out.write(part.slice(part.position(), count));
            part.position(part.position() + written);
        }
    }
}
