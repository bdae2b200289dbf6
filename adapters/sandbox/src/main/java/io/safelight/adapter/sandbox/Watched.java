package io.safelight.adapter.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Talks with a child for a limited time. Pipes know no time-outs: the talk runs on a thread of its
 * own, and when its time is over, ending the child ends the talk.
 */
final class Watched {
    private Watched() {}

    /** How a talk went. */
    sealed interface Ending<T> {
        record Done<T>(T value) implements Ending<T> {}

        record Failed<T>(IOException why) implements Ending<T> {}

        record Overran<T>() implements Ending<T> {}

        /** The caller's thread is wanted elsewhere; its interrupt flag is set again. */
        record Interrupted<T>() implements Ending<T> {}
    }

    /**
     * When this returns, the talk is over, whatever came of it.
     *
     * @throws IllegalStateException for what is not the child's fault, such as a lack of memory
     *     here
     */
    static <T> Ending<T> talk(Executor io, Callable<T> talk, Duration limit, Runnable kill) {
        var task = new CompletableFuture<Ending<T>>();
        try {
            io.execute(() -> carryOut(talk, task));
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return new Ending.Failed<>(new IOException("the sandbox is closed", e));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a talk with a child failed on this side", e);
        } catch (TimeoutException e) {
            return endEarly(task, kill, new Ending.Overran<>());
        } catch (InterruptedException e) {
            Ending<T> ending = endEarly(task, kill, new Ending.Interrupted<>());
            Thread.currentThread().interrupt();
            return ending;
        }
    }

    private static <T> void carryOut(Callable<T> talk, CompletableFuture<Ending<T>> task) {
        try {
            task.complete(new Ending.Done<>(talk.call()));
        } catch (IOException e) {
            task.complete(new Ending.Failed<>(e));
        } catch (Exception | Error e) {
            task.completeExceptionally(e);
        }
    }

    /** With the child dead, both pipes are broken, so the talk ends at once. */
    private static <T> Ending<T> endEarly(
            CompletableFuture<Ending<T>> task, Runnable kill, Ending<T> ending) {
        kill.run();
        task.handle((value, failure) -> true).join();
        return ending;
    }
}
