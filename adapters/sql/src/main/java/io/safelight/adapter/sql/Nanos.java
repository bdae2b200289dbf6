package io.safelight.adapter.sql;

import java.time.Instant;

/** Instants as nanoseconds since 1970; beyond the years 1677 to 2262 the nearest of those. */
final class Nanos {
    private static final long PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_LIMIT = Long.MAX_VALUE / PER_SECOND;

    private Nanos() {}

    static long of(Instant time) {
        if (time.getEpochSecond() >= SECONDS_LIMIT) {
            return Long.MAX_VALUE;
        }
        if (time.getEpochSecond() < -SECONDS_LIMIT) {
            return Long.MIN_VALUE;
        }
        return time.getEpochSecond() * PER_SECOND + time.getNano();
    }

    static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }
}
