package io.safelight.adapter.vips;

import io.safelight.domain.image.Cause;

/** The image cannot be worked on; trying again would not help. */
final class GaveUpException extends RuntimeException {
    private final transient Cause why;

    GaveUpException(Cause why) {
        super(why.code());
        this.why = why;
    }

    GaveUpException(Cause why, Throwable cause) {
        super(why.code(), cause);
        this.why = why;
    }

    Cause why() {
        return why;
    }
}
