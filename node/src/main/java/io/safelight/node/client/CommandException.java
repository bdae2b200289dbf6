package io.safelight.node.client;

import java.util.OptionalInt;

/** A command cannot go on. Its message is a sentence for the user that says what to do. */
public final class CommandException extends RuntimeException {
    private final int exitCode;
    private final OptionalInt status;

    public CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
        this.status = OptionalInt.empty();
    }

    public CommandException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.status = OptionalInt.empty();
    }

    private CommandException(String message, int status) {
        super(message);
        this.exitCode = ExitCode.FAILED;
        this.status = OptionalInt.of(status);
    }

    /** The platform answered, and not with what was asked for. */
    static CommandException answered(int status, String message) {
        return new CommandException(message, status);
    }

    public int exitCode() {
        return exitCode;
    }

    /** Whether the platform found fault with what it was given: trying again would not help. */
    public boolean isRefusal() {
        return status.isPresent() && status.getAsInt() / 100 == 4;
    }
}
