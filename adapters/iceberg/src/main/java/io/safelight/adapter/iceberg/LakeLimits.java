package io.safelight.adapter.iceberg;

import java.time.Duration;

/**
 * The bounds of a lake.
 *
 * @param memoryBytes what DuckDB may hold while it writes; the rest goes to the scratch folder
 * @param smallFiles a bucket that still grows is compacted when it has more small files
 * @param smallFileBytes a file under this size is small
 * @param fullFileBytes compaction makes no file of more than about this size. Rows take about seven
 *     times as much in memory, where they are sorted
 * @param roundBytes one call of compact begins no further bucket after it has read this much
 * @param openFiles how many readings may be open at once
 * @param longestReading after this an open reading no longer keeps its files
 */
public record LakeLimits(
        long memoryBytes,
        int smallFiles,
        long smallFileBytes,
        long fullFileBytes,
        long roundBytes,
        int openFiles,
        Duration longestReading) {
    private static final long MIB = 1 << 20;

    public static final LakeLimits DEFAULT =
            new LakeLimits(
                    256 * MIB, 32, 8 * MIB, 16 * MIB, 64 * MIB, 1024, Duration.ofMinutes(15));

    public LakeLimits {
        if (memoryBytes < 64 * MIB) {
            throw new IllegalArgumentException("DuckDB needs at least 64 MiB: " + memoryBytes);
        }
        if (smallFiles < 1 || openFiles < 1 || roundBytes < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
        if (smallFileBytes < 1 || fullFileBytes < smallFileBytes) {
            throw new IllegalArgumentException("0 < small file <= full file");
        }
        if (longestReading.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a reading lasts at least a second");
        }
    }
}
