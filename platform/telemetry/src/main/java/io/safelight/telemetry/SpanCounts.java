package io.safelight.telemetry;

/**
 * What became of spans.
 *
 * @param ended those that are to be sent
 * @param sent what the collector took
 * @param lost what it did not take; what is missing in the sum was dropped before
 */
record SpanCounts(Meters.Counter ended, Meters.Counter sent, Meters.Counter lost) {
    private static final String NAME = "traces.spans";
    private static final String OUTCOME = "outcome";

    static SpanCounts of(Meters meters) {
        return new SpanCounts(
                meters.counter(NAME, OUTCOME, "ended"),
                meters.counter(NAME, OUTCOME, "sent"),
                meters.counter(NAME, OUTCOME, "lost"));
    }
}
