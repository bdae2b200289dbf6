package io.safelight.adapter.vips;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process ever held, as Linux tells it. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PREFIX = "VmHWM:";
    private static final int MAX_LINES = 200;

    private PeakMemory() {}

    /** 0 where it cannot be told. */
    static long bytes() {
        try (BufferedReader lines = Files.newBufferedReader(STATUS, StandardCharsets.ISO_8859_1)) {
            return lines.lines()
                    .limit(MAX_LINES)
                    .filter(line -> line.startsWith(PREFIX))
                    .findFirst()
                    .map(PeakMemory::parse)
                    .orElse(0L);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** {@code VmHWM: 1234 kB}. */
    private static long parse(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
    }
}
