package io.safelight.node;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Something that is started beside the HTTP door, which does not wait for it. Safe for many
 * threads.
 */
public final class Late<T> {
    private final Port port;
    private final CompletableFuture<T> value = new CompletableFuture<>();

    public Late(Port port) {
        this.port = port;
    }

    public void arrive(T arrived) {
        value.complete(arrived);
    }

    public void fail(RuntimeException cause) {
        value.completeExceptionally(cause);
    }

    public Optional<T> peek() {
        return value.isDone() && !value.isCompletedExceptionally()
                ? Optional.of(value.join())
                : Optional.empty();
    }

    /**
     * @throws PortException RETRYABLE while it is not there
     */
    public T now() {
        return peek().orElseThrow(
                        () -> new PortException(port, Kind.RETRYABLE, "it is still starting"));
    }

    /** Waits for it; throws what it failed with. */
    public T await() throws InterruptedException {
        try {
            return value.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        }
    }
}
