package io.safelight.bench;

import java.io.IOException;
import picocli.CommandLine;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new BenchCommand());
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setExecutionExceptionHandler(
                (failure, _, _) -> {
                    if (!(failure instanceof IOException
                            || failure instanceof IllegalArgumentException)) {
                        failure.printStackTrace();
                    }
                    System.err.println(failure.getMessage());
                    return 2;
                });
        System.exit(commandLine.execute(arguments));
    }
}
