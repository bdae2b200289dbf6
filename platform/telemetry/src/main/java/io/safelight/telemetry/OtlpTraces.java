package io.safelight.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends spans to a collector, in batches from a thread of its own. What it cannot keep it drops:
 * the ended ones less the sent and the lost.
 */
final class OtlpTraces implements Traces {
    private static final int MAX_ATTRIBUTES = 32;
    private static final int MAX_VALUE_CHARS = 200;
    private static final long CLOSE_SECONDS = 5;

    /** It says by java.util.logging what {@link CountedExporter} says as an event. */
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final SpanCounts counts;

    private OtlpTraces(SdkTracerProvider provider, SpanCounts counts) {
        this.provider = provider;
        this.tracer = provider.get("io.safelight");
        this.counts = counts;
    }

    static OtlpTraces open(
            URI endpoint, TraceSettings settings, SpanCounts counts, String version) {
        LIBRARY.setLevel(Level.OFF);
        var exporter =
                new CountedExporter(
                        OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint.toString())
                                .setCompression("gzip")
                                .setTimeout(TraceSettings.SEND_LIMIT)
                                .setConnectTimeout(TraceSettings.SEND_LIMIT)
                                .setRetryPolicy(null)
                                .build(),
                        counts);
        var processor =
                BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(settings.maxWaiting())
                        .setMaxExportBatchSize(Math.min(512, settings.maxWaiting()))
                        .setScheduleDelay(TraceSettings.SEND_EVERY)
                        .setExporterTimeout(TraceSettings.SEND_LIMIT)
                        .build();
        return new OtlpTraces(
                SdkTracerProvider.builder()
                        .setResource(resource(version))
                        .setSampler(sampler(settings.perThousand()))
                        .setSpanLimits(limits())
                        .addSpanProcessor(processor)
                        .build(),
                counts);
    }

    @Override
    public Span begin(String name, Optional<TraceContext> caller) {
        return new OtlpSpan(builder(name, caller).startSpan(), counts.ended());
    }

    @Override
    public Span join(String name, Optional<TraceContext> trace) {
        return trace.isEmpty() ? NoTraces.NoSpan.ANY : begin(name, trace);
    }

    @Override
    public void tell(String name, Optional<TraceContext> trace, Instant from, Instant to) {
        if (trace.isPresent()) {
            var span = builder(name, trace).setStartTimestamp(from).startSpan();
            span.end(to);
            count(span, counts.ended());
        }
    }

    @Override
    public void close() {
        provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private static void count(io.opentelemetry.api.trace.Span span, Meters.Counter ended) {
        if (span.getSpanContext().isSampled()) {
            ended.add(1);
        }
    }

    private SpanBuilder builder(String name, Optional<TraceContext> parent) {
        SpanBuilder builder = tracer.spanBuilder(name);
        return parent.isEmpty() ? builder.setNoParent() : builder.setParent(remote(parent.get()));
    }

    private static Context remote(TraceContext parent) {
        var context =
                SpanContext.createFromRemoteParent(
                        parent.traceId(),
                        parent.spanId(),
                        parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                        TraceState.getDefault());
        return Context.root().with(io.opentelemetry.api.trace.Span.wrap(context));
    }

    private static Sampler sampler(int perThousand) {
        return Sampler.parentBased(Sampler.traceIdRatioBased(perThousand / 1000.0));
    }

    private static SpanLimits limits() {
        return SpanLimits.builder()
                .setMaxNumberOfAttributes(MAX_ATTRIBUTES)
                .setMaxAttributeValueLength(MAX_VALUE_CHARS)
                .build();
    }

    private static Resource resource(String version) {
        return Resource.create(
                Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "safelight",
                        AttributeKey.stringKey("service.version"),
                        version));
    }

    private record OtlpSpan(io.opentelemetry.api.trace.Span span, Meters.Counter ended)
            implements Span {
        @Override
        public Optional<TraceContext> context() {
            SpanContext context = span.getSpanContext();
            return context.isSampled()
                    ? Optional.of(new TraceContext(context.getTraceId(), context.getSpanId(), true))
                    : Optional.empty();
        }

        @Override
        public Span with(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public Span with(String key, long value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public Span failed(String code) {
            span.setStatus(StatusCode.ERROR, code);
            return this;
        }

        @Override
        public void close() {
            if (span.isRecording()) {
                span.end();
                count(span, ended);
            }
        }
    }
}
