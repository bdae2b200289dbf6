package io.safelight.bench.processes;

import java.io.IOException;
import java.time.Duration;

/** Waits for what happens in other processes. */
public final class Waiting {
    private Waiting() {}

    /** Something to look at, again and again. */
    public interface Condition {
        boolean holds() throws IOException;
    }

    /**
     * Looks every {@code pause} until it holds.
     *
     * @throws IOException when it does not hold within the limit
     */
    public static void until(String what, Duration limit, Duration pause, Condition condition)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("waited " + limit.toSeconds() + " s in vain: " + what);
            }
            Thread.sleep(pause);
        }
    }
}
