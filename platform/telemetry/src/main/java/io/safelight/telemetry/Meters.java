package io.safelight.telemetry;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Counters, timers, sizes and gauges. Names are {@code <stage>.<noun>.<unit>}; labels come in pairs
 * of name and value. The same name and labels are the same meter. Safe for many threads.
 *
 * <p>A meter shows from the moment that it is asked for: ask for all of them at the start, so that
 * an alert can tell zero from never heard of. Labels should have few and known values; from the
 * {@value SeriesLimit#MAX_SERIES}th combination on all are counted as {@code other}.
 *
 * <p>Each method throws {@link IllegalArgumentException} for a name against the rule, and for label
 * names that differ from those that the same name had before.
 */
public final class Meters {

    /** Grows. */
    @FunctionalInterface
    public interface Counter {
        void add(long amount);
    }

    /** Durations, with their distribution. */
    @FunctionalInterface
    public interface Timer {
        void record(Duration took);
    }

    /** Numbers of bytes, with their distribution. */
    @FunctionalInterface
    public interface Sizes {
        void record(long bytes);
    }

    private static final Duration[] DURATION_BOUNDS = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100),
        Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10),
                Duration.ofMinutes(1),
        Duration.ofMinutes(10), Duration.ofHours(1)
    };

    /** From a small thumbnail to the largest image. */
    private static final double[] SIZE_BOUNDS = {
        1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26
    };

    private final MeterRegistry registry;
    private final SeriesLimit limit = new SeriesLimit();

    private Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    public static Meters prometheus() {
        return new Meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    /** For whoever has no use for them. */
    public static Meters none() {
        return new Meters(new SimpleMeterRegistry());
    }

    public Counter counter(String name, String... labels) {
        var counter = registry.counter(name, limit.within(name, labels));
        return counter::increment;
    }

    /**
     * A counter that something else keeps.
     *
     * @param value asked at each scrape; never falls, is quick and does not throw
     */
    public void counted(String name, DoubleSupplier value, String... labels) {
        // Micrometer forgets an object that nobody else holds, but not the function.
        FunctionCounter.builder(name, this, _ -> value.getAsDouble())
                .tags(limit.within(name, labels))
                .register(registry);
    }

    public Timer timer(String name, String... labels) {
        var timer =
                io.micrometer.core.instrument.Timer.builder(name)
                        .tags(limit.within(name, labels))
                        .serviceLevelObjectives(DURATION_BOUNDS)
                        .register(registry);
        return timer::record;
    }

    public Sizes sizes(String name, String... labels) {
        var sizes =
                DistributionSummary.builder(name)
                        .tags(limit.within(name, labels))
                        .serviceLevelObjectives(SIZE_BOUNDS)
                        .register(registry);
        return sizes::record;
    }

    /**
     * @param value asked at each scrape; must be quick and must not throw
     */
    public void gauge(String name, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value::getAsDouble)
                .tags(limit.within(name, labels))
                .strongReference(true)
                .register(registry);
    }

    /** All meters in the Prometheus text format 0.0.4; empty for {@link #none()}. */
    public String scrape() {
        return registry instanceof PrometheusMeterRegistry prometheus ? prometheus.scrape() : "";
    }
}
