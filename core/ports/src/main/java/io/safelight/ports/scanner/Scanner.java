package io.safelight.ports.scanner;

import io.safelight.domain.scan.Scan;
import io.safelight.ports.bytes.ImageBytes;

/**
 * A virus scanner. Safe for many threads.
 *
 * <p>Every implementation answers within its time limit, and answers {@code Clean} only when the
 * engine said so of exactly these bytes. It does not throw: what goes wrong is an undecided
 * verdict.
 */
public interface Scanner extends AutoCloseable {

    /** Whether a scan would make sense now. Cheap; may be some seconds old. */
    ScannerStatus status();

    Scan scan(ImageBytes bytes);

    @Override
    void close();
}
