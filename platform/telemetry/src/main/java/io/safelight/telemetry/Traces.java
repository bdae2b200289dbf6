package io.safelight.telemetry;

import java.time.Instant;
import java.util.Optional;

/**
 * Traces of images on their way. A door begins a trace; whoever works on the image later joins it
 * by the context that the ledger's row carries. Where nothing is recorded everything here costs
 * nothing and does nothing. Safe for many threads.
 *
 * <p>Names of spans are {@code <stage>.<noun>}; attributes hold ids, codes and numbers, never
 * names, texts or keys.
 */
public interface Traces extends AutoCloseable {

    /** For whoever has no collector. */
    static Traces none() {
        return NoTraces.ALL;
    }

    /**
     * Begins a trace, or goes on with the caller's.
     *
     * @param caller what came with the request; whether it is recorded is the caller's choice then
     */
    Span begin(String name, Optional<TraceContext> caller);

    /** Joins a trace; does nothing when there is none. */
    Span join(String name, Optional<TraceContext> trace);

    /** Says after the fact that something took from then to then, such as waiting. */
    void tell(String name, Optional<TraceContext> trace, Instant from, Instant to);

    /** Sends what was gathered, within some seconds. */
    @Override
    void close();
}
