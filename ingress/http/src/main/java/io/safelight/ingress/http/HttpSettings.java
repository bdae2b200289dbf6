package io.safelight.ingress.http;

import io.safelight.settings.ByteSize;
import io.safelight.settings.Settings;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * @param host address to listen on
 * @param port 0 takes any free one
 * @param maxUploads bodies received at once; more are told to come back
 * @param maxPublications bodies on their way to the stream at once, each whole in memory
 * @param maxConnections open connections; more wait in the kernel
 * @param maxWatchers server-sent event streams at once
 * @param idleTimeout after which a silent connection is closed
 * @param minBytesPerSecond a body that comes slower is cut off
 */
public record HttpSettings(
        String host,
        int port,
        int maxUploads,
        int maxPublications,
        int maxConnections,
        int maxWatchers,
        Duration idleTimeout,
        ByteSize minBytesPerSecond) {
    public static final int DEFAULT_PORT = 7777;

    public static HttpSettings from(Settings settings) {
        return new HttpSettings(
                settings.text(
                        "http.host",
                        "an address or name of this machine",
                        "Address that the HTTP door listens on. Beyond loopback it needs TLS.",
                        "127.0.0.1",
                        Pattern.compile("[A-Za-z0-9.:_-]{1,253}")),
                settings.count(
                        "http.port",
                        "Port of the HTTP door; 0 takes any free one.",
                        DEFAULT_PORT,
                        0,
                        65_535),
                settings.count(
                        "http.max-uploads",
                        "Bodies received at once; more are answered 503 with Retry-After.",
                        256,
                        1,
                        10_000),
                settings.count(
                        "http.max-publications",
                        "Bodies on their way to the stream at once, each whole in memory; more are"
                                + " answered 503.",
                        8,
                        1,
                        256),
                settings.count(
                        "http.max-connections", "Connections open at once.", 4_000, 10, 100_000),
                settings.count(
                        "http.max-watchers",
                        "Streams of server-sent events at once.",
                        500,
                        1,
                        10_000),
                settings.duration(
                        "http.idle-timeout",
                        "After this long without a byte a connection is closed.",
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10)),
                settings.size(
                        "http.min-rate",
                        "Bytes per second below which a body is cut off.",
                        new ByteSize(1024),
                        new ByteSize(1),
                        ByteSize.mebibytes(1)));
    }
}
