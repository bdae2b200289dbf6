package io.safelight.ports.sandbox.wire;

import java.io.IOException;

/**
 * What came is not what the protocol allows. Its sender must not be spoken to again. The message
 * says what was wrong and never repeats what came.
 */
public final class WireException extends IOException {

    public WireException(String message) {
        super(message);
    }

    public WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
