package io.safelight.adapter.clamd;

import io.safelight.domain.scan.ScanEngine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the answer to VERSION: {@code ClamAV 1.4.6/27818/Fri Nov 21 09:27:58 2026}, or without
 * official signatures only {@code ClamAV 1.4.6}. The date is in clamd's own time zone and is read
 * as UTC; the hours that this may be wrong do not matter to an age in days.
 */
final class ClamdVersion {
    static final String TEST_SIGNATURES = "TEST SIGNATURES ONLY";
    private static final String NO_SIGNATURES = "unknown";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

    private ClamdVersion() {}

    /** What stands on a record when clamd could not even say its version. */
    static ScanEngine unknown() {
        return new ScanEngine("ClamAV", NO_SIGNATURES, Optional.empty());
    }

    /** Empty when this is no answer of a clamd. */
    static Optional<ScanEngine> parse(String answer, boolean testMode) {
        String[] parts = ClamdReply.printable(answer).split("/", 3);
        if (!parts[0].startsWith("ClamAV ")) {
            return Optional.empty();
        }
        String name = parts[0].strip();
        if (testMode) {
            return Optional.of(new ScanEngine(name, TEST_SIGNATURES, Optional.empty()));
        }
        if (parts.length < 3) {
            return Optional.of(new ScanEngine(name, NO_SIGNATURES, Optional.empty()));
        }
        return Optional.of(new ScanEngine(name, parts[1].strip(), date(parts[2])));
    }

    private static Optional<Instant> date(String text) {
        try {
            // A day below ten is padded with a second space.
            String oneSpaced = text.strip().replaceAll(" +", " ");
            return Optional.of(LocalDateTime.parse(oneSpaced, DATE).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
