package io.safelight.domain.scan;

import java.time.Instant;
import java.util.Optional;

/**
 * Who scanned, and with what.
 *
 * @param name such as {@code ClamAV 1.4.3}
 * @param signatures version of the signature database
 * @param signaturesBuiltAt where the engine tells
 */
public record ScanEngine(String name, String signatures, Optional<Instant> signaturesBuiltAt) {}
