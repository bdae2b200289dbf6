package io.safelight.telemetry;

import java.util.Optional;

/** A stretch of work, from its beginning until it is closed. For one thread. */
public interface Span extends AutoCloseable {

    /** For whoever goes on; empty when it is not recorded, so that nobody carries it in vain. */
    Optional<TraceContext> context();

    Span with(String key, String value);

    Span with(String key, long value);

    /**
     * @param code of the cause
     */
    Span failed(String code);

    @Override
    void close();
}
