package io.safelight.ports.sandbox.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads one frame and never past its end. Every method throws {@link WireException} for what the
 * protocol does not allow and {@link EOFException} when the sender ended.
 */
final class FrameReader {
    static final int HEADER_BYTES = 4 + 1 + 1 + 8;

    private final InputStream in;
    private long remaining;

    private FrameReader(InputStream in, long remaining) {
        this.in = in;
        this.remaining = remaining;
    }

    /** The next frame's contents; empty when the stream ended before it. */
    static Optional<FrameReader> next(InputStream in, FrameType type, long maxBytes)
            throws IOException {
        byte[] bytes = in.readNBytes(HEADER_BYTES);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        if (bytes.length < HEADER_BYTES) {
            throw new EOFException("ended within a frame's header");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        require(header.getInt() == FrameWriter.MAGIC, "not a frame");
        require(header.get() == FrameWriter.VERSION, "another version of the protocol");
        require(header.get() == type.code(), "not a frame of type " + type);
        long length = header.getLong();
        require(length >= 0 && length <= maxBytes, "a frame of more than " + maxBytes + " bytes");
        return Optional.of(new FrameReader(in, length));
    }

    static void require(boolean condition, String otherwise) throws WireException {
        if (!condition) {
            throw new WireException(otherwise);
        }
    }

    int u8() throws IOException {
        return buffer(1).get() & 0xff;
    }

    boolean flag() throws IOException {
        int value = u8();
        require(value <= 1, "a flag that is neither 0 nor 1");
        return value == 1;
    }

    /** A number of things, which are as many as {@code max} at most. */
    int count(int max) throws IOException {
        int value = u8();
        require(value <= max, "more than " + max + " of a kind");
        return value;
    }

    int i32() throws IOException {
        return buffer(4).getInt();
    }

    long i64() throws IOException {
        return buffer(8).getLong();
    }

    long i64(long min, long max) throws IOException {
        long value = i64();
        require(value >= min && value <= max, "a number out of its range");
        return value;
    }

    double f64() throws IOException {
        return buffer(8).getDouble();
    }

    /** Well-formed UTF-8 without control characters, of at most {@code maxChars} UTF-16 units. */
    String text(int maxChars) throws IOException {
        int length = buffer(2).getShort() & 0xffff;
        require(length <= 4L * maxChars, "a text of more than " + maxChars + " characters");
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer(length)).toString();
            require(text.length() <= maxChars, "a text of more than " + maxChars + " characters");
            require(text.chars().noneMatch(Character::isISOControl), "a control character");
            return text;
        } catch (CharacterCodingException e) {
            throw new WireException("a text that is not UTF-8", e);
        }
    }

    ByteBuffer blob(int maxBytes) throws IOException {
        return buffer(length(maxBytes));
    }

    /** The length of a content that the caller reads from the stream itself. */
    int length(int maxBytes) throws IOException {
        int length = i32();
        require(length >= 0 && length <= maxBytes, "more than " + maxBytes + " bytes");
        require(length <= remaining, "a content longer than its frame");
        return length;
    }

    /** Nothing may be left but {@code length} bytes, which the caller reads itself. */
    void endBefore(int length) throws WireException {
        require(remaining == length, "a frame longer than its contents");
    }

    void end() throws WireException {
        endBefore(0);
    }

    /** Allocates only what the frame still holds. */
    private ByteBuffer buffer(int length) throws IOException {
        require(length <= remaining, "a frame shorter than its contents");
        remaining -= length;
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("ended within a frame");
        }
        return ByteBuffer.wrap(bytes);
    }
}
