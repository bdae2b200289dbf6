package io.safelight.adapter.sql;

import io.safelight.ports.PortException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waiting for another thread's answer. */
final class Answers {
    private Answers() {}

    /**
     * Not cut short by an interrupt, which would leave the caller without knowledge of what
     * happened; the thread stays interrupted.
     *
     * @param late what to throw when there is no answer in time
     */
    static <T> T await(Future<T> answer, Duration longest, Supplier<PortException> late) {
        long deadline = System.nanoTime() + longest.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw asUnchecked(e);
        } catch (TimeoutException e) {
            throw late.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The failure of the other thread, with this one's stack trace beneath. */
    private static RuntimeException asUnchecked(ExecutionException e) {
        return switch (e.getCause()) {
            case PortException failure ->
                    new PortException(
                            failure.port(),
                            failure.kind(),
                            String.valueOf(failure.getMessage()),
                            failure);
            case null, default -> new IllegalStateException("a ledger's thread failed", e);
        };
    }
}
