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
        Duration delay = first;
        for (int i = 1; i < failures; i++) {
            // Told without doubling, which could overflow; at most 94 rounds.
            if (delay.compareTo(longest.minus(delay)) >= 0) {
                return longest;
            }
            delay = delay.plus(delay);
        }
        return delay;
    }
}
