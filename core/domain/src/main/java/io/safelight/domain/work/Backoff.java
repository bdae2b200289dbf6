package io.safelight.domain.work;

import java.time.Duration;

/** Doubling delays between tries, without end but with a longest. */
public record Backoff(Duration first, Duration longest) {
    private static final int DOUBLINGS_A_DEATH = 4;

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

    /**
     * Sixteen times as long after each further death of a node: in one that dies again and again
     * for reasons of its own, an image shall not be at work each time.
     *
     * @param tries with that death
     */
    public Duration afterNodeDeath(Tries tries) {
        return after(1 + DOUBLINGS_A_DEATH * Math.max(0, tries.nodeDeaths() - 1));
    }
}
