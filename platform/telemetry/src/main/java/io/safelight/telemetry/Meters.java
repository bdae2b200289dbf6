package io.safelight.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Counters, timers and gauges. Names are {@code <stage>.<noun>.<unit>}; labels come in pairs of
 * name and value, and a label's values are few and known. The same name and labels are the same
 * meter. Safe for many threads.
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

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100),
        Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(1)
    };

    private final MeterRegistry registry;

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
        var counter = registry.counter(name, labels);
        return counter::increment;
    }

    public Timer timer(String name, String... labels) {
        var timer =
                io.micrometer.core.instrument.Timer.builder(name)
                        .tags(labels)
                        .serviceLevelObjectives(BOUNDS)
                        .register(registry);
        return timer::record;
    }

    /**
     * @param value asked at each scrape; must be quick and must not throw
     */
    public void gauge(String name, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value::getAsDouble)
                .tags(labels)
                .strongReference(true)
                .register(registry);
    }

    /** All meters in the Prometheus text format 0.0.4; empty for {@link #none()}. */
    public String scrape() {
        return registry instanceof PrometheusMeterRegistry prometheus ? prometheus.scrape() : "";
    }
}
