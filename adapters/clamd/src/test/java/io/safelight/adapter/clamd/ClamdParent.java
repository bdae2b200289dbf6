package io.safelight.adapter.clamd;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that starts clamd, tells where it is, and waits to be killed or interrupted. */
final class ClamdParent {
    private static final Duration FOR_A_SIGNAL = Duration.ofSeconds(1);

    private ClamdParent() {}

    public static void main(String[] args) throws InterruptedException {
        var clamd = ClamdProcess.start(ClamdBench.settings());
        while (clamd.pid().isEmpty() || !clamd.socket().toFile().exists()) {
            Thread.onSpinWait();
        }
        long pid = clamd.pid().getAsLong();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> askAgain(clamd, pid)));
        System.out.println(pid + " " + clamd.socket().getParent());
        new CountDownLatch(1).await();
    }

    /** Interrupted, it tells whether the same clamd still answers a moment later. */
    private static void askAgain(ClamdProcess clamd, long pid) {
        try (var deadlines = Deadlines.start()) {
            if (ends(pid)) {
                System.out.println("dead");
                return;
            }
            try (var connection =
                    ClamdConnection.open(clamd.socket(), deadlines, Duration.ofSeconds(5))) {
                System.out.println(connection.ask("PING"));
            }
        } catch (IOException | InterruptedException | ExecutionException e) {
            System.out.println(e);
        } finally {
            clamd.close();
        }
    }

    private static boolean ends(long pid) throws InterruptedException, ExecutionException {
        try {
            var process = ProcessHandle.of(pid);
            if (process.isPresent()) {
                process.get().onExit().get(FOR_A_SIGNAL.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }
}
