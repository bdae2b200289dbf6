package io.safelight.adapter.vips;

import io.safelight.domain.image.Cause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends the decoding of an image when its time is over: a thread of its own waits for the end and
 * then kills the image that is being read. What libvips cannot interrupt (a whole frame of HEIC) is
 * for the parent, who kills the process.
 */
final class Watch implements AutoCloseable {
    private final long endNanos;
    private final Duration limit;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("deadline").unstarted(this::wake);
    private boolean done;
    private boolean expired;
    private @Nullable VipsImage watched;

    private Watch(Duration limit) {
        this.limit = limit;
        this.endNanos = System.nanoTime() + limit.toNanos();
    }

    static Watch start(Duration limit) {
        var watch = new Watch(limit);
        watch.thread.start();
        return watch;
    }

    /** From now on this image is the one that dies at the deadline. */
    void over(VipsImage image) {
        synchronized (this) {
            if (!expired) {
                watched = image;
                return;
            }
        }
        image.kill();
    }

    /**
     * @throws GaveUpException when the time is over
     */
    void check() {
        if (hasExpired()) {
            throw new GaveUpException(timedOut());
        }
    }

    synchronized boolean hasExpired() {
        return expired || System.nanoTime() - endNanos >= 0;
    }

    Cause timedOut() {
        return new Cause(
                "timed-out", "The image could not be decoded within " + limit.toMillis() + " ms.");
    }

    /** Returns when the thread has ended. */
    @Override
    public void close() {
        synchronized (this) {
            done = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        VipsImage dying = awaitEnd();
        if (dying != null) {
            dying.kill();
        }
    }

    private synchronized @Nullable VipsImage awaitEnd() {
        while (!done && !expired) {
            long leftNanos = endNanos - System.nanoTime();
            if (leftNanos <= 0) {
                expired = true;
                return watched;
            }
            try {
                wait(leftNanos / 1_000_000 + 1);
            } catch (InterruptedException e) {
                return null;
            }
        }
        return null;
    }
}
