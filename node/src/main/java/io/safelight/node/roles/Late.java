package io.safelight.node.roles;

import io.safelight.ingress.http.Dependency;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * What a role has once it is up. Opened and closed by one thread at a time, asked by many.
 *
 * @param <T> its parts
 */
final class Late<T> implements AutoCloseable {

    /** Opens the parts, and hands each to the closer as soon as it is there. */
    interface Opening<T> {
        T open(Closer closer) throws IOException;
    }

    private final Port port;
    private final Closer closer = new Closer();
    private final CompletableFuture<T> parts = new CompletableFuture<>();

    Late(Port port) {
        this.port = port;
    }

    /**
     * Once. What goes wrong is thrown, and told to all who ask later; what was open by then is
     * closed.
     */
    void open(Opening<T> opening) {
        try {
            parts.complete(opening.open(closer));
        } catch (IOException e) {
            throw failed(new PortException(port, Kind.REFUSED, String.valueOf(e.getMessage()), e));
        } catch (RuntimeException e) {
            throw failed(e);
        } finally {
            // An Error: nobody may wait for ever.
            parts.completeExceptionally(new IllegalStateException("it did not start; see the log"));
        }
    }

    /** The parts once they are there. */
    Optional<T> peek() {
        return parts.state() == CompletableFuture.State.SUCCESS
                ? Optional.of(parts.resultNow())
                : Optional.empty();
    }

    /**
     * @throws PortException RETRYABLE while they are not there
     */
    T now() {
        return switch (parts.state()) {
            case SUCCESS -> parts.resultNow();
            case RUNNING -> throw new PortException(port, Kind.RETRYABLE, "it is still starting");
            case FAILED, CANCELLED ->
                    throw new PortException(port, Kind.RETRYABLE, sentence(), parts.exceptionNow());
        };
    }

    /** Waits for them; throws what they failed with. */
    T await() {
        try {
            return parts.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * For readiness.
     *
     * @param problem what is wrong with parts that are up; empty when nothing is
     */
    Dependency state(String name, Function<T, String> problem) {
        String detail =
                switch (parts.state()) {
                    case RUNNING -> "it is starting";
                    case SUCCESS -> problem.apply(parts.resultNow());
                    case FAILED, CANCELLED -> sentence();
                };
        return new Dependency(name, detail.isEmpty(), detail);
    }

    /** The last part first; nothing when it never started. */
    @Override
    public void close() {
        closer.close();
    }

    private RuntimeException failed(RuntimeException cause) {
        parts.completeExceptionally(cause);
        closer.close();
        return cause;
    }

    private String sentence() {
        return String.valueOf(parts.exceptionNow().getMessage());
    }
}
