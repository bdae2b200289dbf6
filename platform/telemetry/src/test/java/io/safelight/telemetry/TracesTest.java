package io.safelight.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.settings.Settings;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TracesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final TraceContext CALLER =
            TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                    .orElseThrow();

    private final Meters meters = Meters.prometheus();
    private Collector collector;

    @BeforeEach
    void start() throws IOException {
        collector = Collector.start();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void aTraceGoesFromTheCallerThroughTheDoorToWhatHappensLater() {
        TraceContext row;
        try (Traces door = traces(0)) {
            try (Span span = door.begin("http.upload", Optional.of(CALLER))) {
                row = span.with("image", "0199").context().orElseThrow();
            }
        }
        try (Traces worker = traces(0)) {
            worker.tell("work.waiting", Optional.of(row), NOW, NOW.plusMillis(5));
            worker.join("work.image", Optional.of(row)).failed("corrupt").close();
        }

        assertThat(row.traceId()).isEqualTo(CALLER.traceId());
        assertThat(collector.received())
                .contains("http.upload", "work.waiting", "work.image", "corrupt", "safelight")
                .contains(Collector.bytes(CALLER.traceId()))
                .contains(Collector.bytes(CALLER.spanId()))
                .contains(Collector.bytes(row.spanId()));
        assertThat(meters.scrape())
                .contains("traces_spans_total{outcome=\"sent\"} 3.0")
                .contains("traces_spans_total{outcome=\"ended\"} 3.0");
    }

    @Test
    void whatIsNotRecordedIsNotCarriedOn() {
        try (Traces traces = traces(0)) {
            try (Span span = traces.begin("http.upload", Optional.empty())) {
                assertThat(span.context()).isEmpty();
            }
            traces.join("work.image", Optional.empty()).close();
            traces.tell("work.waiting", Optional.empty(), NOW, NOW);
        }

        assertThat(collector.received()).isEmpty();
    }

    @Test
    void aThousandInAThousandAreAllOfThem() {
        try (Traces traces = traces(1000);
                Span span = traces.begin("http.upload", Optional.empty())) {
            assertThat(span.context()).isPresent();
        }

        assertThat(collector.received()).contains("http.upload");
    }

    @Test
    void aCollectorThatRefusesOrIsAwayCostsSpansAndNothingElse() {
        collector.refuseAll();
        try (Traces traces = traces(1000)) {
            traces.begin("http.upload", Optional.empty()).close();
        }
        collector.close();
        try (Traces traces = traces(1000)) {
            traces.begin("http.upload", Optional.empty()).close();
        }

        assertThat(meters.scrape()).contains("traces_spans_total{outcome=\"lost\"} 2.0");
    }

    @Test
    void withoutAnEndpointNothingIsRecorded() {
        var settings = TraceSettings.from(Settings.of());

        try (Traces traces = Telemetry.traces(settings, meters, "1");
                Span span = traces.begin("http.upload", Optional.of(CALLER))) {
            assertThat(span.with("bytes", 3).failed("x").context()).isEmpty();
            assertThat(traces).isSameAs(Traces.none());
        }
    }

    @Test
    void anEndpointIsAWebAddressOrOff() {
        var settings = Settings.of(Map.of("telemetry.traces.endpoint", "ftp://x"));

        TraceSettings.from(settings);

        assertThat(
                        org.assertj.core.api.Assertions.catchThrowableOfType(
                                        io.safelight.settings.SettingsException.class,
                                        settings::check)
                                .errors())
                .singleElement()
                .asString()
                .contains("telemetry.traces.endpoint");
    }

    private Traces traces(int perThousand) {
        var settings = new TraceSettings(Optional.of(collector.endpoint()), perThousand, 100);
        return Telemetry.traces(settings, meters, "1.2.3");
    }
}
