package io.safelight.adapter.kafka;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;

/** Kafka's exceptions as the port's. */
final class Failures {

    private Failures() {}

    static PortException refused(String message) {
        return new PortException(Port.STREAMS, Kind.REFUSED, message);
    }

    static PortException retryable(String message, Throwable cause) {
        return new PortException(Port.STREAMS, Kind.RETRYABLE, message, cause);
    }

    static PortException unknownOutcome(String message) {
        return new PortException(Port.STREAMS, Kind.UNKNOWN_OUTCOME, message);
    }

    static PortException unknownOutcome(String message, Throwable cause) {
        return new PortException(Port.STREAMS, Kind.UNKNOWN_OUTCOME, message, cause);
    }

    /** Waits for an administrative call; all of ours may be repeated, so none is unknown. */
    static <T> T await(Future<T> future, Duration limit, String what) throws ExecutionException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw retryable("the broker did not answer in " + limit + ": " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw retryable("interrupted: " + what, e);
        }
    }

    /** What the failure of an administrative call means. */
    static PortException of(ExecutionException e, String what) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        boolean never =
                cause instanceof AuthenticationException
                        || cause instanceof AuthorizationException
                        || cause instanceof InvalidTopicException
                        || cause instanceof InvalidRequestException
                        || cause instanceof InvalidConfigurationException
                        || cause instanceof PolicyViolationException;
        Kind kind = never ? Kind.REFUSED : Kind.RETRYABLE;
        return new PortException(Port.STREAMS, kind, what + ": " + cause.getMessage(), cause);
    }
}
