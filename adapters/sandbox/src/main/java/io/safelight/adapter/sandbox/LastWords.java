package io.safelight.adapter.sandbox;

import java.util.List;
import java.util.OptionalInt;

/** What a dead child's end tells, as far as it can be believed: enough to choose a word by. */
final class LastWords {
    private static final int MAX_CHARS = 1000;
    private static final int EXIT_ON_OUT_OF_MEMORY = 3;

    /** Of HotSpot, twice, of GLib, and of C and C++ libraries. */
    private static final List<String> OUT_OF_MEMORY =
            List.of(
                    "insufficient memory for the Java Runtime",
                    "OutOfMemoryError",
                    "failed to allocate",
                    "std::bad_alloc",
                    "out of memory");

    private LastWords() {}

    /** HotSpot ends with status 3 for {@code ExitOnOutOfMemoryError}. */
    static boolean tellOfMemory(OptionalInt status, String words) {
        return status.equals(OptionalInt.of(EXIT_ON_OUT_OF_MEMORY))
                || OUT_OF_MEMORY.stream().anyMatch(words::contains);
    }

    /** The end, where the reason mostly is. */
    static String shortened(String words) {
        return words.length() <= MAX_CHARS
                ? words
                : "…" + words.substring(words.length() - MAX_CHARS);
    }
}
