package io.safelight.adapter.kafka;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;

/** What a broker stays from start to start: its cluster's id, our own password, its port. */
record BrokerIdentity(String clusterId, String password, int port) {
    /** No principal of ours can have this name: it starts with an underscore. */
    static final String SUPER_USER = "_safelight";

    static final String MECHANISM = "SCRAM-SHA-512";

    private static final String SCRAM_LOGIN =
            "org.apache.kafka.common.security.scram.ScramLoginModule";

    static BrokerIdentity of(Properties file) {
        return new BrokerIdentity(
                require(file, "cluster.id"),
                require(file, "password"),
                Integer.parseInt(require(file, "port")));
    }

    Properties toProperties() {
        var file = new Properties();
        file.setProperty("cluster.id", clusterId);
        file.setProperty("password", password);
        file.setProperty("port", Integer.toString(port));
        return file;
    }

    BrokerIdentity withPort(int other) {
        return new BrokerIdentity(clusterId, password, other);
    }

    String login() {
        return "%s required username=\"%s\" password=\"%s\";"
                .formatted(SCRAM_LOGIN, SUPER_USER, password);
    }

    Map<String, String> connection() {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                EmbeddedBroker.HOST + ":" + port,
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                "SASL_PLAINTEXT",
                SaslConfigs.SASL_MECHANISM,
                MECHANISM,
                SaslConfigs.SASL_JAAS_CONFIG,
                login());
    }

    @Override
    public String toString() {
        return "BrokerIdentity[" + clusterId + ", port " + port + "]";
    }

    private static String require(Properties file, String name) {
        String value = file.getProperty(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }
}
