package io.safelight.adapter.clamd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How our own clamd is run.
 *
 * @param clamd the program
 * @param scratch folders on a tmpfs, of which the roomiest is used: clamd writes every stream into
 *     a temporary file
 * @param signatures what it looks for
 * @param maxImageBytes the largest stream; 1 KiB to 1 GiB
 * @param concurrentScans as the scanner's; 1 to 256
 * @param scanLimit as the scanner's; clamd gives up a little earlier
 * @param imageFuzzyHash whether clamd decodes images to compare their look with known pictures of
 *     phishing mails. Off: it costs five times the CPU and decodes hostile pixels outside a sandbox
 * @param silenceLimit without an answer, after which a running clamd is replaced; 1 s to 1 h
 */
public record ClamdProcessSettings(
        Path clamd,
        List<Path> scratch,
        Signatures signatures,
        long maxImageBytes,
        int concurrentScans,
        Duration scanLimit,
        boolean imageFuzzyHash,
        Duration silenceLimit) {

    public ClamdProcessSettings {
        scratch = List.copyOf(scratch);
        if (maxImageBytes < 1024 || maxImageBytes > 1L << 30) {
            throw new IllegalArgumentException("maxImageBytes is 1 KiB to 1 GiB: " + maxImageBytes);
        }
        if (concurrentScans < 1 || concurrentScans > 256) {
            throw new IllegalArgumentException("concurrentScans is 1 to 256: " + concurrentScans);
        }
        ClamdSettings.within("scanLimit", scanLimit, Duration.ofMillis(100), Duration.ofHours(1));
        ClamdSettings.within(
                "silenceLimit", silenceLimit, Duration.ofSeconds(1), Duration.ofHours(1));
    }

    public static ClamdProcessSettings defaults(Signatures signatures, ClamdSettings scanner) {
        return new ClamdProcessSettings(
                Path.of("/usr/sbin/clamd"),
                RuntimeFolder.usualPlaces(),
                signatures,
                64L << 20,
                scanner.concurrentScans(),
                scanner.scanLimit(),
                false,
                Duration.ofSeconds(60));
    }
}
