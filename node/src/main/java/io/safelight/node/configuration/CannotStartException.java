package io.safelight.node.configuration;

/**
 * A platform cannot start here: the machine lacks something, or the configuration is wrong. The
 * message is a sentence for the user that says what to do.
 */
public final class CannotStartException extends RuntimeException {
    public CannotStartException(String message) {
        super(message);
    }

    public CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
