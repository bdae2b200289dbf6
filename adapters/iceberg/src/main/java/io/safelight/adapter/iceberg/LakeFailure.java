package io.safelight.adapter.iceberg;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;

/** The port's exceptions, by what the caller may conclude. */
final class LakeFailure {

    private LakeFailure() {}

    static PortException refused(String message) {
        return new PortException(Port.LAKE, Kind.REFUSED, message);
    }

    static PortException retryable(String message) {
        return new PortException(Port.LAKE, Kind.RETRYABLE, message);
    }

    static PortException retryable(String message, Exception cause) {
        return new PortException(Port.LAKE, Kind.RETRYABLE, message, cause);
    }

    static PortException unknownOutcome(String message, Exception cause) {
        return new PortException(Port.LAKE, Kind.UNKNOWN_OUTCOME, message, cause);
    }

    static PortException corrupt(String message) {
        return new PortException(Port.LAKE, Kind.CORRUPT, message);
    }
}
