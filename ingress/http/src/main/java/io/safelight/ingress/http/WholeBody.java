package io.safelight.ingress.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/**
 * Reads a body into one array that is exactly as long. What it takes is held before it is taken;
 * the array stays held when it has been read. For one body, and one thread.
 */
final class WholeBody {
    private static final int CHUNK_BYTES = 64 << 10;

    private final InputStream body;
    private final BodyMemory.Hold hold;
    private final Limits limits;
    private final long deadlineNanos;
    private byte[] value = {};
    private int count;

    /**
     * @param bytes of one body
     * @param time from the first byte to the last
     */
    record Limits(long bytes, Duration time) {}

    WholeBody(InputStream body, BodyMemory.Hold hold, Limits limits) {
        this.body = body;
        this.hold = hold;
        this.limits = limits;
        this.deadlineNanos = System.nanoTime() + limits.time().toNanos();
    }

    /**
     * @param declared how many bytes it has; below 0 when it does not say so
     * @throws Problem when it is too large, too slow, or memory has no room
     */
    byte[] read(long declared) throws IOException {
        if (declared > limits.bytes()) {
            throw tooLarge();
        }
        if (declared < 0) {
            return undeclared();
        }
        extend((int) declared);
        if (!fill()) {
            throw new IOException("the body ended early");
        }
        return value;
    }

    /** Doubles; so its end costs at most one copy. */
    private byte[] undeclared() throws IOException {
        extend((int) Math.min(CHUNK_BYTES, limits.bytes()));
        while (fill()) {
            int next = body.read();
            if (next < 0) {
                return value;
            }
            if (count == limits.bytes()) {
                throw tooLarge();
            }
            extend((int) Math.min(2L * count, limits.bytes()));
            value[count++] = (byte) next;
        }
        extend(count);
        return value;
    }

    /** Returns whether the array is full; if not, the body has ended. */
    private boolean fill() throws IOException {
        while (count < value.length) {
            int read = body.read(value, count, Math.min(CHUNK_BYTES, value.length - count));
            if (read < 0) {
                return false;
            }
            count += read;
            if (System.nanoTime() > deadlineNanos) {
                throw Problem.of(
                        ProblemCode.TOO_SLOW,
                        "The body took over "
                                + limits.time().toSeconds()
                                + " seconds; use POST /v1/images.");
            }
        }
        return true;
    }

    private void extend(int length) {
        hold.grow(length);
        byte[] old = value;
        value = Arrays.copyOf(old, length);
        hold.shrink(old.length);
    }

    private Problem tooLarge() {
        return Problem.of(
                ProblemCode.TOO_LARGE,
                "A record takes at most " + limits.bytes() + " bytes; use POST /v1/images.");
    }
}
