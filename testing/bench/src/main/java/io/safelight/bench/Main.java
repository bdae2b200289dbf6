package io.safelight.bench;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Where the process begins. */
public final class Main {
    private static final int FAILED = 2;
    private static final int CLEANING_SECONDS = 60;

    private Main() {}

    public static void main(String[] arguments) {
        var over = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main, over), "stop"));
        int code = FAILED;
        try {
            code = commandLine().execute(arguments);
        } finally {
            over.countDown();
        }
        System.exit(code);
    }

    /** Ctrl-C: what was started is ended, and its folder deleted, before the process ends. */
    private static void stop(Thread main, CountDownLatch over) {
        try {
            if (over.getCount() > 0) {
                main.interrupt();
                if (!over.await(CLEANING_SECONDS, TimeUnit.SECONDS)) {
                    System.err.println("bench: could not clean up; see .build/bench");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CommandLine commandLine() {
        var commandLine = new CommandLine(new BenchCommand());
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setExecutionExceptionHandler(
                (failure, _, _) -> {
                    switch (failure) {
                        case InterruptedException _ -> System.err.println("bench: stopped");
                        case IOException _ -> System.err.println("bench: " + failure.getMessage());
                        case IllegalArgumentException _ ->
                                System.err.println("bench: " + failure.getMessage());
                        default -> failure.printStackTrace();
                    }
                    return FAILED;
                });
        return commandLine;
    }
}
