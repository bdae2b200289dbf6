package io.safelight.adapter.clamd;

import java.nio.file.Path;

/** The text of clamd.conf. */
final class ClamdConfiguration {
    /** Threads beyond the scans: the questions about clamd's state must not wait for them. */
    private static final int SPARE_THREADS = 4;

    private ClamdConfiguration() {}

    static String text(ClamdProcessSettings settings, RuntimeFolder runtime, Path database) {
        long slack = 1024;
        long maxStream = settings.maxImageBytes() + slack;
        return """
        # Written by Safelight at every start of clamd.
        Foreground yes
        LocalSocket %s
        LocalSocketMode 600
        DatabaseDirectory %s
        ConcurrentDatabaseReload yes
        TemporaryDirectory %s
        LeaveTemporaryFiles no
        LogClean no
        MaxThreads %d
        MaxConnectionQueueLength 200
        CommandReadTimeout 30
        StreamMaxLength %d
        MaxFileSize %d
        MaxScanSize %d
        MaxScanTime %d
        # Without this, clamd calls clean what it gave up looking at.
        AlertExceedsMax yes
        # The cache knows files by their MD5, for which anybody can make two files.
        DisableCache yes
        ScanImageFuzzyHash %s
        """
                .formatted(
                        runtime.socket(),
                        database,
                        runtime.scratch(),
                        settings.concurrentScans() + SPARE_THREADS,
                        maxStream,
                        maxStream,
                        // The image and what is unpacked from it.
                        4 * maxStream,
                        settings.scanLimit().toMillis() * 3 / 4,
                        settings.imageFuzzyHash() ? "yes" : "no");
    }
}
