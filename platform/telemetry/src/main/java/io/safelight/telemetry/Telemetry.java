package io.safelight.telemetry;

/** Opens what the settings ask for. */
public final class Telemetry {
    private Telemetry() {}

    /**
     * Traces to a collector, or none. Their counters show in either case. The collector need not be
     * there: what cannot be sent is counted and forgotten.
     *
     * @param version of the program
     */
    public static Traces traces(TraceSettings settings, Meters meters, String version) {
        SpanCounts counts = SpanCounts.of(meters);
        return settings.endpoint()
                .<Traces>map(endpoint -> OtlpTraces.open(endpoint, settings, counts, version))
                .orElse(Traces.none());
    }
}
