package io.safelight.adapter.sql;

import java.time.Duration;

/**
 * How the ledger uses its database file.
 *
 * @param readers how many reads run at once, 1 to 64
 * @param writesPerCommit how many writes that arrive together share a commit, 1 to 1024
 * @param callsWaiting how many calls wait at most, for reads and for writes; beyond it a call fails
 *     as retryable; 1 to 100,000
 * @param longestCall how long a caller waits for an answer, 1 second to 10 minutes
 * @param lockPatience how long a write waits while another program has locked the file, 100
 *     milliseconds to 1 minute
 */
public record SqliteSettings(
        int readers,
        int writesPerCommit,
        int callsWaiting,
        Duration longestCall,
        Duration lockPatience) {
    public static final SqliteSettings DEFAULTS =
            new SqliteSettings(4, 64, 4096, Duration.ofSeconds(60), Duration.ofSeconds(10));

    public SqliteSettings {
        requireRange("readers", readers, 1, 64);
        requireRange("writesPerCommit", writesPerCommit, 1, 1024);
        requireRange("callsWaiting", callsWaiting, 1, 100_000);
        requireRange("longestCall in seconds", longestCall.toSeconds(), 1, 600);
        requireRange("lockPatience in milliseconds", lockPatience.toMillis(), 100, 60_000);
    }

    private static void requireRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " is " + least + " to " + most + ", not " + value);
        }
    }
}
