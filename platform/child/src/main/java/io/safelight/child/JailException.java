package io.safelight.child;

import java.io.IOException;

/** A jail could not be set up. The message says what to do, in words for an operator. */
public final class JailException extends IOException {

    public JailException(String message) {
        super(message);
    }

    public JailException(String message, Throwable cause) {
        super(message, cause);
    }
}
