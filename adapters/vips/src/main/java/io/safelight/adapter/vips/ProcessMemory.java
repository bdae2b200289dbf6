package io.safelight.adapter.vips;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The memory of this process, as Linux tells it (proc(5)). */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final int MAX_LINES = 200;

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern DATA = Pattern.compile("VmData:\\s+(\\d+) kB");
    private static final Pattern MAX_DATA = Pattern.compile("Max data size\\s+(\\d+)\\s.*");

    private ProcessMemory() {}

    /** The most that it ever held; 0 where it cannot be told. */
    static long peakBytes() {
        return find(STATUS, PEAK).orElse(0) * 1024;
    }

    /** How much more it may allocate now; empty without a limit, or where it cannot be told. */
    static OptionalLong roomBytes() {
        OptionalLong limit = find(LIMITS, MAX_DATA);
        OptionalLong data = find(STATUS, DATA);
        return limit.isPresent() && data.isPresent()
                ? OptionalLong.of(Math.max(0, limit.getAsLong() - data.getAsLong() * 1024))
                : OptionalLong.empty();
    }

    private static OptionalLong find(Path file, Pattern pattern) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.limit(MAX_LINES)
                    .map(pattern::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }
}
