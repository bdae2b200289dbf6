package io.safelight.ports.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;

/**
 * The bytes of one image, whole and outside the heap, freed and zeroed when closed. Read once from
 * storage, then handed to the scanner and to the sandbox. Reading is safe for many threads; the
 * owner closes after the last reader is done.
 */
public final class ImageBytes implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment segment;

    private ImageBytes(long size) {
        segment = arena.allocate(Math.max(size, 1)).asSlice(0, size);
    }

    /**
     * Reads exactly {@code size} bytes.
     *
     * @param size at most 2 GiB less one
     * @throws EOFException when there are fewer
     */
    public static ImageBytes read(InputStream in, long size) throws IOException {
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("size out of range: " + size);
        }
        var bytes = new ImageBytes(size);
        try {
            bytes.fill(in);
            return bytes;
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    public static ImageBytes of(byte[] content) {
        var bytes = new ImageBytes(content.length);
        bytes.segment.copyFrom(MemorySegment.ofArray(content));
        return bytes;
    }

    public long size() {
        return segment.byteSize();
    }

    /** A read-only view. */
    public ByteBuffer buffer() {
        return segment.asByteBuffer().asReadOnlyBuffer();
    }

    @Override
    public void close() {
        segment.fill((byte) 0);
        arena.close();
    }

    private void fill(InputStream in) throws IOException {
        ByteBuffer target = segment.asByteBuffer();
        var channel = Channels.newChannel(in);
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw new EOFException("ended " + target.remaining() + " bytes early");
            }
        }
    }
}
