package io.safelight.node.cli;

/** What a shell script can tell. */
public final class ExitCode {
    public static final int OK = 0;

    /** The platform said no, or something went wrong. */
    public static final int FAILED = 1;

    /** The command line is not valid. */
    public static final int USAGE = 2;

    /** No platform runs on the data directory. */
    public static final int NOT_RUNNING = 3;

    /** The machine lacks something, or the configuration is wrong; nothing was started. */
    public static final int CANNOT_START = 4;

    private ExitCode() {}
}
