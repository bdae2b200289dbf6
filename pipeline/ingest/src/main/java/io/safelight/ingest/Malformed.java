package io.safelight.ingest;

import io.safelight.domain.image.Cause;

/** Something that the sender said has not the right form. */
final class Malformed extends Exception {
    private final Cause why;

    Malformed(String code, String text) {
        super(text);
        this.why = new Cause(code, text);
    }

    Cause why() {
        return why;
    }
}
