package io.safelight.node.platform;

import io.safelight.node.roles.Closer;
import io.safelight.node.roles.RoleThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Starts that run side by side, each on a thread of its own. For one thread. */
final class Starts {
    private final Closer closer;
    private final List<CompletableFuture<Void>> begun = new ArrayList<>();

    /**
     * @param closer gets each thread, so that closing waits for the end of every start
     */
    Starts(Closer closer) {
        this.closer = closer;
    }

    void begin(String role, Runnable start) {
        begun.add(
                CompletableFuture.runAsync(
                        start,
                        task -> closer.add(RoleThread.start("start-" + role, task, () -> {}))));
    }

    /** Waits until all are done, or one has failed: then throws at once what that failed with. */
    void await() throws InterruptedException {
        var all = CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new));
        for (CompletableFuture<Void> start : begun) {
            var _ =
                    start.whenComplete(
                            (_, failure) -> {
                                if (failure != null) {
                                    all.completeExceptionally(failure);
                                }
                            });
        }
        try {
            all.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a role did not start", e.getCause());
        }
    }
}
