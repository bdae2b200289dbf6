package io.safelight.bench.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One process as {@code /proc/PID/stat} tells it, see proc(5).
 *
 * @param started in ticks since the machine's start
 * @param name of the program, at most 15 characters
 * @param own processor time of all its threads, living and ended, user and system
 * @param reaped processor time of the children that it has waited for, and of theirs
 */
public record Stat(
        long pid, long parent, long started, String name, Duration own, Duration reaped) {
    /** What the kernel reports to programs, whatever it uses itself: USER_HZ. */
    private static final long TICKS_PER_SECOND = 100;

    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int REAPED_USER = 13;
    private static final int REAPED_SYSTEM = 14;
    private static final int STARTED = 19;

    /** Empty when it is gone. */
    public static Optional<Stat> of(long pid) {
        try {
            Path file = Path.of("/proc", Long.toString(pid), "stat");
            return Optional.of(parse(Files.readString(file, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public static Stat ofThisProcess() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** The name may hold blanks and parentheses; what follows the last one does not. */
    public static Stat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 0 || close < open) {
            throw new IllegalArgumentException("not a line of /proc/PID/stat");
        }
        String[] fields = line.substring(close + 2).strip().split(" ");
        return new Stat(
                Long.parseLong(line.substring(0, open).strip()),
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[STARTED]),
                line.substring(open + 1, close),
                ticks(fields[USER]).plus(ticks(fields[SYSTEM])),
                ticks(fields[REAPED_USER]).plus(ticks(fields[REAPED_SYSTEM])));
    }

    private static Duration ticks(String count) {
        return Duration.ofMillis(Long.parseLong(count) * (1000 / TICKS_PER_SECOND));
    }
}
