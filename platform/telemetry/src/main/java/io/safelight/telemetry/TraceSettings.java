package io.safelight.telemetry;

import io.safelight.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where traces go.
 *
 * @param endpoint of a collector that takes OTLP over HTTP; empty for none
 * @param perThousand of the traces that begin here are recorded
 * @param maxWaiting spans in memory; more are dropped
 */
public record TraceSettings(Optional<URI> endpoint, int perThousand, int maxWaiting) {
    static final Duration SEND_EVERY = Duration.ofSeconds(2);
    static final Duration SEND_LIMIT = Duration.ofSeconds(10);

    private static final String OFF = "off";
    private static final Pattern ENDPOINT =
            Pattern.compile(
                    OFF + "|https?://[A-Za-z0-9.:\\[\\]_-]{1,253}(/[A-Za-z0-9._~/-]{0,200})?");

    public TraceSettings {
        if (perThousand < 0 || perThousand > 1000 || maxWaiting < 1) {
            throw new IllegalArgumentException("0 to 1000 of 1000 traces, and room for one");
        }
    }

    public static TraceSettings from(Settings settings) {
        String endpoint =
                settings.text(
                        "telemetry.traces.endpoint",
                        "off, or the URL of a collector",
                        "Where OpenTelemetry traces are sent, as OTLP over HTTP:"
                                + " http://127.0.0.1:4318/v1/traces, say.",
                        OFF,
                        ENDPOINT);
        return new TraceSettings(
                endpoint.equals(OFF) ? Optional.empty() : Optional.of(URI.create(endpoint)),
                settings.count(
                        "telemetry.traces.per-thousand",
                        "How many of a thousand images are traced. A caller that sends a"
                                + " traceparent decides for itself.",
                        100,
                        0,
                        1000),
                settings.count(
                        "telemetry.traces.max-waiting",
                        "Spans that wait to be sent; more are dropped.",
                        4096,
                        1,
                        100_000));
    }
}
