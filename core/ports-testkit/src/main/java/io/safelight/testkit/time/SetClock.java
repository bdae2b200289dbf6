package io.safelight.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until it is set. Safe for many threads. */
public final class SetClock implements InstantSource {
    private final AtomicReference<Instant> now;

    public SetClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    /**
     * @param time backwards where it is negative
     */
    public void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Override
    public Instant instant() {
        return now.updateAndGet(instant -> instant);
    }
}
