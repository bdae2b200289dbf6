package io.safelight.ports.sandbox.wire;

import io.safelight.domain.image.ImageFormat;
import io.safelight.ports.bytes.ImageBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * One image for the child, as the child has it.
 *
 * @param number the answer repeats it
 * @param limit the child ends by itself when it is over
 * @param bytes the receiver closes them
 */
public record RequestFrame(long number, ImageFormat format, Duration limit, ImageBytes bytes) {
    private static final int MAX_HEAD_BYTES = 256;
    private static final long MAX_LIMIT_MILLIS = Duration.ofHours(24).toMillis();

    /**
     * Writes a request straight from {@code content}.
     *
     * @param limit of milliseconds, 1 ms to 24 h
     */
    public static void write(
            OutputStream out, long number, ImageFormat format, Duration limit, ByteBuffer content)
            throws IOException {
        new FrameWriter(FrameType.REQUEST)
                .i64(number)
                .text(format.contentType())
                .i64(limit.toMillis())
                .blob(content)
                .writeTo(out);
    }

    /** The next request; empty when the parent has no more. */
    public static Optional<RequestFrame> read(InputStream in) throws IOException {
        Optional<FrameReader> next =
                FrameReader.next(in, FrameType.REQUEST, MAX_HEAD_BYTES + (long) Integer.MAX_VALUE);
        return next.isEmpty() ? Optional.empty() : Optional.of(read(next.get(), in));
    }

    private static RequestFrame read(FrameReader frame, InputStream in) throws IOException {
        long number = frame.i64();
        ImageFormat format =
                ImageFormat.ofContentType(frame.text(64))
                        .orElseThrow(() -> new WireException("an unknown image format"));
        Duration limit = Duration.ofMillis(frame.i64(1, MAX_LIMIT_MILLIS));
        int size = frame.length(Integer.MAX_VALUE);
        frame.endBefore(size);
        return new RequestFrame(number, format, limit, ImageBytes.read(in, size));
    }
}
