package io.safelight.ingress.http;

import io.safelight.settings.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that must keep coming. Waiting for it uses up a grace, each byte gives a little
 * of it back; once it is used up the body ends with a {@link Problem}, and whoever reads it lets go
 * of what it holds. Only waiting for the sender counts, not what the reader does in between. For
 * one thread.
 */
final class PacedBody extends InputStream {
    private final InputStream body;
    private final LongSupplier nanoTime;
    private final double graceNanos;
    private final double nanosPerByte;
    private double leftNanos;
    private boolean late;

    /**
     * @param minimum bytes a second below which the grace is used up
     * @param nanoTime as {@link System#nanoTime()}
     */
    PacedBody(InputStream body, ByteSize minimum, Duration grace, LongSupplier nanoTime) {
        this.body = body;
        this.nanoTime = nanoTime;
        this.graceNanos = grace.toNanos();
        this.nanosPerByte = 1e9 / minimum.bytes();
        this.leftNanos = graceNanos;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (late) {
            throw tooSlow();
        }
        long start = nanoTime.getAsLong();
        int count = await(target, offset, length);
        if (count >= 0) {
            keepPace(nanoTime.getAsLong() - start, count);
        }
        return count;
    }

    private int await(byte[] target, int offset, int length) throws IOException {
        try {
            return body.read(target, offset, length);
        } catch (IOException e) {
            if (isTimeout(e)) {
                late = true;
                throw tooSlow();
            }
            throw e;
        }
    }

    private void keepPace(long waitedNanos, int count) {
        leftNanos = Math.min(leftNanos - waitedNanos + count * nanosPerByte, graceNanos);
        if (leftNanos < 0) {
            late = true;
            throw tooSlow();
        }
    }

    private static boolean isTimeout(@Nullable Throwable e) {
        return e != null && (e instanceof TimeoutException || isTimeout(e.getCause()));
    }

    private static Problem tooSlow() {
        return Problem.of(ProblemCode.TOO_SLOW, "The body came too slowly.");
    }
}
