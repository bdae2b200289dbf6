package io.safelight.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a core file of a jail may be: 1 byte, not 0, because the kernel hands a core to a piped
 * handler whatever the limit, except at 1 (core(5) and fs/coredump.c). Where our own hard limit is
 * 0 it cannot be raised to 1, and 0 it is.
 */
final class CoreLimit {
    private static final Path OWN_LIMITS = Path.of("/proc/self/limits");
    private static final Pattern HARD =
            Pattern.compile("(?m)^Max core file size\\s+\\S+\\s+(\\S+)");

    private CoreLimit() {}

    static int bytes() {
        try {
            return bytes(Files.readString(OWN_LIMITS));
        } catch (IOException e) {
            return 0;
        }
    }

    /** For limits as /proc tells them. */
    static int bytes(String limits) {
        Matcher hard = HARD.matcher(limits);
        return hard.find() && !hard.group(1).equals("0") ? 1 : 0;
    }
}
