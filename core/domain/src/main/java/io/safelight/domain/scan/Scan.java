package io.safelight.domain.scan;

import java.time.Instant;

/** A verdict with its circumstances. */
public record Scan(Verdict verdict, ScanEngine engine, Instant at) {

    /** The only state in which anything may read the bytes. */
    public boolean isClean() {
        return verdict instanceof Verdict.Clean;
    }
}
