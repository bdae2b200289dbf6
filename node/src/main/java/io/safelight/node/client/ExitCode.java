package io.safelight.node.client;

/** What a shell script can tell, and the lines that the help texts say of it. */
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

    public static final String HEADING = "%nExit codes:%n";
    public static final String OK_HELP = "0:Done.";
    public static final String FAILED_HELP = "1:Refused or failed; the sentence says why.";
    public static final String USAGE_HELP = "2:Wrong usage.";
    public static final String NOT_RUNNING_HELP = "3:No platform runs there.";
    public static final String CANNOT_START_HELP =
            "4:It cannot start here; the sentence says what to do.";

    private ExitCode() {}
}
