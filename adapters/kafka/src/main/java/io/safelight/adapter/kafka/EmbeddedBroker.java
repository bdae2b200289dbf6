package io.safelight.adapter.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (and its controller) inside this process, for one machine. It listens on
 * loopback only, lets nobody in without a password, and permits nothing that no rule permits.
 *
 * <p>One folder is for one broker at a time: the caller holds the lock. One JVM is for one broker
 * at a time, because Kafka has one way per JVM to report that it cannot go on.
 */
public final class EmbeddedBroker implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(30);

    /**
     * @param folder of the broker alone; made when it lacks
     * @param port of the clients' listener; 0: the one of the last start if it is free, else any
     * @param maxRecordBytes of one record with its headers
     */
    public record Settings(Path folder, int port, int maxRecordBytes) {
        public static final int DEFAULT_MAX_RECORD_BYTES = 33 << 20;

        public Settings {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("a port is 0 to 65535: " + port);
            }
            if (maxRecordBytes < 1 << 20 || maxRecordBytes > 256 << 20) {
                throw new IllegalArgumentException(
                        "a record's limit is 1 MiB to 256 MiB: " + maxRecordBytes);
            }
        }

        public static Settings in(Path folder) {
            return new Settings(folder, 0, DEFAULT_MAX_RECORD_BYTES);
        }
    }

    private final KafkaRaftServer server;
    private final BrokerIdentity identity;
    private final BrokerExits exits;
    private final LastFiles lastFiles;

    private EmbeddedBroker(
            KafkaRaftServer server,
            BrokerIdentity identity,
            BrokerExits exits,
            LastFiles lastFiles) {
        this.server = server;
        this.identity = identity;
        this.exits = exits;
        this.lastFiles = lastFiles;
    }

    /**
     * Returns when clients can connect; about two seconds, some more after a kill.
     *
     * @throws IOException with a sentence that says what to do, when the folder cannot be used or
     *     the port is taken
     */
    public static EmbeddedBroker start(Settings settings) throws IOException {
        long began = System.nanoTime();
        BrokerFolder folder = BrokerFolder.open(settings.folder());
        BrokerIdentity identity = folder.identity(settings.port());
        BrokerExits exits = BrokerExits.install();
        var config = BrokerConfig.of(folder, identity, settings.maxRecordBytes());
        KafkaRaftServer server = boot(config, exits, identity);
        log.atInfo()
                .addKeyValue("port", identity.port())
                .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000)
                .log("broker.started");
        var lastFiles = new LastFiles(identity.connection(), settings.folder(), folder.records());
        lastFiles.mend();
        return new EmbeddedBroker(server, identity, exits, lastFiles);
    }

    /** What a client of ours needs to connect with all rights; holds a password. */
    public Map<String, String> connection() {
        return identity.connection();
    }

    /** The address for clients: host and port. */
    public String bootstrap() {
        return HOST + ":" + identity.port();
    }

    int port() {
        return identity.port();
    }

    public String clusterId() {
        return identity.clusterId();
    }

    /**
     * Why the broker gave up, if it did. It does not come back by itself: see {@link KeptBroker}.
     */
    public Optional<String> failure() {
        return exits.failure();
    }

    /**
     * Removes from the disk what the Kafka door has taken in and deleted, which takes a second or
     * two and some seconds at most; close the door before. Then waits until all threads of the
     * broker have ended, at most half a minute.
     */
    @Override
    public void close() {
        if (exits.failure().isEmpty()) {
            lastFiles.remove();
        }
        shutDown(server);
        log.atInfo().log("broker.stopped");
    }

    private static KafkaRaftServer boot(
            Map<String, String> config, BrokerExits exits, BrokerIdentity identity)
            throws IOException {
        var server = new KafkaRaftServer(KafkaConfig.apply(config, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (KafkaException | IllegalStateException | BrokerExits.Halted e) {
            shutDown(server);
            throw new IOException(
                    "the Kafka broker does not start on port "
                            + identity.port()
                            + ": "
                            + exits.failure().orElseGet(() -> rootOf(e)),
                    e);
        }
        return server;
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** On a thread of its own, since the shutdown of a broken broker may wait for ever. */
    private static void shutDown(KafkaRaftServer server) {
        Thread thread =
                Thread.ofPlatform()
                        .name("broker-shutdown")
                        .daemon()
                        .start(
                                () -> {
                                    server.shutdown();
                                    server.awaitShutdown();
                                });
        boolean interrupted = false;
        long deadline = System.nanoTime() + LONGEST_SHUTDOWN.toNanos();
        while (thread.isAlive() && System.nanoTime() < deadline) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (thread.isAlive()) {
            log.atError().addKeyValue("waited", LONGEST_SHUTDOWN).log("broker.shutdown-stuck");
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
