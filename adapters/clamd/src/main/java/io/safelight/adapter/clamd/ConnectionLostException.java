package io.safelight.adapter.clamd;

import java.io.IOException;

/** clamd took the connection, and closed it before its answer was whole. */
final class ConnectionLostException extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectionLostException(String message, IOException cause) {
        super(message, cause);
    }
}
