package io.safelight.adapter.sandbox;

import java.time.Duration;

/** How fast children may be started: ever slower while their starts fail. For one thread. */
final class StartPace {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private long started;
    private long failures;
    private int failuresInARow;
    private long notBeforeNanos = System.nanoTime();
    private String lastFailure = "No child is up yet.";

    boolean mayStart() {
        return nanosUntilStart() <= 0;
    }

    long nanosUntilStart() {
        return notBeforeNanos - System.nanoTime();
    }

    /** While starts fail there is one at a time. */
    void startBegins() {
        if (failuresInARow > 0) {
            pause();
        }
    }

    void succeeded() {
        started++;
        failuresInARow = 0;
        notBeforeNanos = System.nanoTime();
    }

    void failed(String why) {
        failures++;
        failuresInARow = Math.min(failuresInARow + 1, 30);
        lastFailure = why;
        pause();
    }

    long started() {
        return started;
    }

    long failures() {
        return failures;
    }

    int failuresInARow() {
        return failuresInARow;
    }

    String lastFailure() {
        return lastFailure;
    }

    private void pause() {
        long pause = FIRST_PAUSE.toNanos() << Math.min(failuresInARow - 1, 10);
        notBeforeNanos = System.nanoTime() + Math.min(pause, LONGEST_PAUSE.toNanos());
    }
}
