package io.safelight.ingress.http;

import io.safelight.settings.ByteSize;
import io.safelight.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * @param host address to listen on
 * @param port 0 takes any free one
 */
public record HttpSettings(
        String host,
        int port,
        Connections connections,
        Bodies bodies,
        Events events,
        Sessions sessions) {
    public static final int DEFAULT_PORT = 7777;

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /**
     * @param max open at once; more wait in the kernel
     * @param idleTimeout after which a silent one is closed
     * @param headerTimeLimit from the first byte of a request to the end of its headers; a new
     *     connection has as long for its first request
     * @param maxHeaders request line and header fields together
     */
    public record Connections(
            int max, Duration idleTimeout, Duration headerTimeLimit, ByteSize maxHeaders) {
        static Connections from(Settings settings) {
            return new Connections(
                    settings.count(
                            "http.max-connections",
                            "Connections open at once.",
                            4_000,
                            10,
                            100_000),
                    settings.duration(
                            "http.idle-timeout",
                            "After this long without a byte a connection is closed.",
                            Duration.ofSeconds(30),
                            SHORTEST,
                            Duration.ofMinutes(10)),
                    settings.duration(
                            "http.header-time-limit",
                            "Longest time that the headers of a request take; then the connection"
                                    + " is closed.",
                            Duration.ofSeconds(15),
                            SHORTEST,
                            Duration.ofMinutes(10)),
                    settings.size(
                            "http.max-headers",
                            "Most bytes of a request's line and headers; more are answered 431.",
                            new ByteSize(24 << 10),
                            new ByteSize(16 << 10),
                            new ByteSize(256 << 10)));
        }
    }

    /**
     * @param maxUploads received at once; more are told to come back
     * @param maxPublications on their way to the stream at once, each whole in memory
     * @param publicationMemory for the bytes of all of them
     * @param publicationTimeLimit for which one of these may be on its way
     * @param minBytesPerSecond below which a body is cut off, once {@code slowGrace} is used up
     * @param slowGrace how long in all a body may lag behind that rate
     * @param maxDrained how much of a refused body is read, for clients that read no answer before
     *     they have sent everything
     * @param maxJson largest request in JSON
     */
    public record Bodies(
            int maxUploads,
            int maxPublications,
            ByteSize publicationMemory,
            Duration publicationTimeLimit,
            ByteSize minBytesPerSecond,
            Duration slowGrace,
            ByteSize maxDrained,
            ByteSize maxJson) {
        static Bodies from(Settings settings) {
            return new Bodies(
                    settings.count(
                            "http.max-uploads",
                            "Bodies received at once; more are answered 503 with Retry-After.",
                            256,
                            1,
                            10_000),
                    settings.count(
                            "http.max-publications",
                            "Bodies on their way to the stream at once, each whole in memory; more"
                                    + " are answered 503.",
                            8,
                            1,
                            256),
                    publicationMemory(settings),
                    settings.duration(
                            "http.publication-time-limit",
                            "Longest time that a body for the stream takes to come; then it is"
                                    + " answered 408.",
                            Duration.ofMinutes(2),
                            SHORTEST,
                            Duration.ofHours(1)),
                    minRate(settings),
                    settings.duration(
                            "http.slow-grace",
                            "How long a body may lag behind http.min-rate before it is cut off.",
                            Duration.ofSeconds(20),
                            SHORTEST,
                            Duration.ofMinutes(10)),
                    settings.size(
                            "http.max-drain",
                            "How much of a refused body is still read, so that its sender reads the"
                                    + " answer.",
                            ByteSize.mebibytes(16),
                            new ByteSize(1),
                            ByteSize.mebibytes(1024)),
                    settings.size(
                            "http.max-json",
                            "Largest request in JSON; more is answered 413.",
                            new ByteSize(128 << 10),
                            new ByteSize(8 << 10),
                            ByteSize.mebibytes(8)));
        }

        private static ByteSize publicationMemory(Settings settings) {
            return settings.size(
                    "http.publication-memory",
                    "Memory for bodies on their way to the stream; those without room are answered"
                            + " 503. One alone always has room.",
                    ByteSize.mebibytes(64),
                    ByteSize.mebibytes(1),
                    ByteSize.mebibytes(4096));
        }

        private static ByteSize minRate(Settings settings) {
            return settings.size(
                    "http.min-rate",
                    "Bytes per second below which a body is cut off and answered 408.",
                    new ByteSize(8 << 10),
                    new ByteSize(1),
                    ByteSize.mebibytes(1));
        }
    }

    /**
     * @param maxWatchers streams of server-sent events at once
     * @param heartbeat after this long without an event a stream says that it is alive
     */
    public record Events(int maxWatchers, Duration heartbeat) {
        static Events from(Settings settings) {
            return new Events(
                    settings.count(
                            "http.max-watchers",
                            "Streams of server-sent events at once; more are answered 503.",
                            500,
                            1,
                            10_000),
                    settings.duration(
                            "http.heartbeat",
                            "After this long without an event a stream of events sends an empty"
                                    + " line.",
                            Duration.ofSeconds(10),
                            SHORTEST,
                            Duration.ofMinutes(5)));
        }
    }

    /**
     * @param life after which a browser must sign in again
     * @param names under which browsers reach the console, besides those of loopback
     */
    public record Sessions(Duration life, Set<String> names) {
        private static final String NAME = "[A-Za-z0-9.-]{1,253}";

        public Sessions {
            names = Set.copyOf(names);
        }

        static Sessions from(Settings settings) {
            Duration life =
                    settings.duration(
                            "http.session-life",
                            "How long a browser stays signed in.",
                            Duration.ofHours(12),
                            Duration.ofMinutes(1),
                            Duration.ofDays(7));
            String names =
                    settings.text(
                            "http.names",
                            "names of hosts, with commas between them",
                            "Names under which browsers reach the console, such as a TLS proxy's;"
                                    + " those of this machine alone need not be told.",
                            "",
                            Pattern.compile("(" + NAME + "(," + NAME + "){0,19})?"));
            return new Sessions(
                    life, names.isEmpty() ? Set.of() : new TreeSet<>(List.of(names.split(","))));
        }
    }

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
                Connections.from(settings),
                Bodies.from(settings),
                Events.from(settings),
                Sessions.from(settings));
    }
}
