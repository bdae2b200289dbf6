package io.safelight.adapter.kafka;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The configuration of a single broker: closed to strangers, small, quick to start again. */
final class BrokerConfig {
    static final String CONTROLLER = "CONTROLLER";

    private static final String CLIENT = "CLIENT";
    private static final String CONTROLLER_USER = "_controller";

    private BrokerConfig() {}

    static Map<String, String> of(BrokerFolder folder, BrokerIdentity identity, int maxRecordBytes)
            throws IOException {
        var config = new HashMap<String, String>();
        place(config, folder, identity);
        guard(config, identity);
        keepSmall(config);
        boundMessages(config, maxRecordBytes);
        replicateOnce(config);
        restartQuickly(config);
        return config;
    }

    private static void place(
            Map<String, String> config, BrokerFolder folder, BrokerIdentity identity)
            throws IOException {
        String host = EmbeddedBroker.HOST;
        int controllerPort = BrokerFolder.freePort();
        config.put("process.roles", "broker,controller");
        config.put("node.id", Integer.toString(BrokerFolder.NODE));
        config.put(
                "controller.quorum.voters", BrokerFolder.NODE + "@" + host + ":" + controllerPort);
        config.put(
                "listeners",
                "%s://%s:%d,%s://%s:%d"
                        .formatted(
                                CLIENT, host, identity.port(), CONTROLLER, host, controllerPort));
        config.put("advertised.listeners", CLIENT + "://" + host + ":" + identity.port());
        config.put("inter.broker.listener.name", CLIENT);
        config.put("controller.listener.names", CONTROLLER);
        config.put("log.dirs", folder.records().toString());
        // Kafka's lock of a shared directory would end a healthy broker when a second one tries.
        config.put("metadata.log.dir", folder.metadata().toString());
    }

    /** The controller's password lives as long as this process and is written nowhere. */
    private static void guard(Map<String, String> config, BrokerIdentity identity) {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        config.put(
                "listener.security.protocol.map",
                CLIENT + ":SASL_PLAINTEXT," + CONTROLLER + ":SASL_PLAINTEXT");
        config.put("sasl.mechanism.inter.broker.protocol", BrokerIdentity.MECHANISM);
        config.put("sasl.mechanism.controller.protocol", "PLAIN");
        config.put("listener.name.client.sasl.enabled.mechanisms", BrokerIdentity.MECHANISM);
        config.put("listener.name.client.scram-sha-512.sasl.jaas.config", identity.login());
        config.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
        config.put(
                "listener.name.controller.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";"
                        .formatted(CONTROLLER_USER, secret));
        config.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        config.put("allow.everyone.if.no.acl.found", "false");
        config.put("super.users", "User:" + BrokerIdentity.SUPER_USER + ";User:" + CONTROLLER_USER);
        config.put("auto.create.topics.enable", "false");
        config.put("max.connections", "500");
    }

    private static void keepSmall(Map<String, String> config) {
        config.put("num.network.threads", "2");
        config.put("listener.name.controller.num.network.threads", "1");
        config.put("num.io.threads", "2");
        config.put("background.threads", "1");
        config.put("log.cleaner.threads", "1");
        config.put("log.cleaner.dedupe.buffer.size", "2097152");
        config.put("log.cleaner.io.buffer.size", "65536");
        config.put("log.index.size.max.bytes", "262144");
        config.put("offsets.topic.segment.bytes", "8388608");
        config.put("transaction.state.log.segment.bytes", "8388608");
        config.put("share.coordinator.state.topic.segment.bytes", "8388608");
        config.put("offsets.topic.num.partitions", "1");
        config.put("transaction.state.log.num.partitions", "1");
        config.put("share.coordinator.state.topic.num.partitions", "1");
        config.put("group.coordinator.threads", "1");
        config.put("share.coordinator.threads", "1");
        config.put("metric.reporters", "");
        config.put("metrics.jmx.exclude", ".*");
        // No record every half second just to show that the controller lives: it is alone.
        config.put("metadata.max.idle.interval.ms", "0");
        deleteSoon(config);
    }

    /**
     * Closed files of deleted records are gone a second later: the end of the broker waits for it.
     */
    private static void deleteSoon(Map<String, String> config) {
        config.put("log.retention.check.interval.ms", "1000");
        config.put("log.initial.task.delay.ms", "1000");
        config.put("log.segment.delete.delay.ms", "100");
    }

    /**
     * Requests wait unread in their sockets when those in memory reach the bound. A record that
     * unpacks to more than it may weigh is refused while it is unpacked: whoever reads it would
     * need the memory for all of it.
     */
    private static void boundMessages(Map<String, String> config, int maxRecordBytes) {
        int request = maxRecordBytes + (1 << 20);
        config.put("message.max.bytes", Integer.toString(maxRecordBytes));
        config.put("max.decompressed.message.bytes", Integer.toString(maxRecordBytes));
        config.put("socket.request.max.bytes", Integer.toString(request));
        config.put("queued.max.request.bytes", Long.toString(3L * request));
        config.put("queued.max.requests", "100");
    }

    private static void replicateOnce(Map<String, String> config) {
        config.put("default.replication.factor", "1");
        config.put("min.insync.replicas", "1");
        config.put("offsets.topic.replication.factor", "1");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
    }

    /** After a kill the controller waits for the old broker's session to end. */
    private static void restartQuickly(Map<String, String> config) {
        config.put("broker.session.timeout.ms", "3000");
        config.put("broker.heartbeat.interval.ms", "1000");
        config.put("initial.broker.registration.timeout.ms", "30000");
        config.put("server.max.startup.time.ms", "60000");
        config.put("controlled.shutdown.enable", "true");
        config.put("group.initial.rebalance.delay.ms", "0");
    }
}
