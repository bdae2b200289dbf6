package io.safelight.adapter.clamd;

import java.time.Duration;

/**
 * How clamd is asked.
 *
 * @param scanLimit of one scan, and of the wait for a free place before it; 100 ms to 1 h
 * @param answerLimit of the short questions that find out how clamd is; 10 ms to 1 min
 * @param statusAge for how long an answer about clamd's state is good; to 1 min
 * @param concurrentScans 1 to 256
 * @param maxSignatureAge after which signatures count as stale; 1 h to 365 d
 */
public record ClamdSettings(
        Duration scanLimit,
        Duration answerLimit,
        Duration statusAge,
        int concurrentScans,
        Duration maxSignatureAge) {

    public ClamdSettings {
        within("scanLimit", scanLimit, Duration.ofMillis(100), Duration.ofHours(1));
        within("answerLimit", answerLimit, Duration.ofMillis(10), Duration.ofMinutes(1));
        within("statusAge", statusAge, Duration.ZERO, Duration.ofMinutes(1));
        within("maxSignatureAge", maxSignatureAge, Duration.ofHours(1), Duration.ofDays(365));
        if (concurrentScans < 1 || concurrentScans > 256) {
            throw new IllegalArgumentException("concurrentScans is 1 to 256: " + concurrentScans);
        }
    }

    public static ClamdSettings defaults() {
        return new ClamdSettings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                8,
                Duration.ofDays(7));
    }

    static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s is %s to %s: %s".formatted(name, least, most, value));
        }
    }
}
