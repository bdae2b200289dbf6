package io.safelight.domain.image;

import java.util.Locale;

/** Where bytes lie by how far they are trusted; never mixed. */
public enum Zone {
    /** As they came in. */
    RAW,
    /** Infected, or never decided. */
    QUARANTINE,
    /** Made by programs. */
    PROCESSED;

    /** The word in paths and records. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
