package io.safelight.domain.work;

import java.time.Duration;

/** Doubling delays between tries, without end but with a longest. */
public record Backoff(Duration first, Duration longest) {

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("0 < first <= longest: " + first + ", " + longest);
        }
    }

    /**
     * @param failures so far, at least one
     */
    public Duration after(int failures) {
        Duration delay = first.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 20));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
