package io.safelight.ports;

/**
 * A port could not do what was asked. Expected outcomes are values; this is for I/O that cannot go
 * on.
 *
 * <p>The message may hold paths and ids but never keys, tokens or image bytes. It is for logs, not
 * for callers from outside.
 */
public final class PortException extends RuntimeException {

    /** What the caller may conclude. */
    public enum Kind {
        /** Nothing happened; the same call may succeed later. */
        RETRYABLE,
        /** Nothing happened, and never will. */
        REFUSED,
        /** It may or may not have happened: never clean up after this. */
        UNKNOWN_OUTCOME,
        /** The thing does not exist, or no longer. */
        MISSING,
        /** What was read is not what was written. */
        CORRUPT
    }

    private final Port port;
    private final Kind kind;

    public PortException(Port port, Kind kind, String message) {
        super(message);
        this.port = port;
        this.kind = kind;
    }

    public PortException(Port port, Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.port = port;
        this.kind = kind;
    }

    public Port port() {
        return port;
    }

    public Kind kind() {
        return kind;
    }
}
