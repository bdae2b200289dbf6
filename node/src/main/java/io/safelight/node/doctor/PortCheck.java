package io.safelight.node.doctor;

import io.safelight.node.configuration.DataDirectory;
import io.safelight.node.configuration.NodeSettings;
import io.safelight.node.doctor.Finding.Fine;
import io.safelight.node.doctor.Finding.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;

/** Whether the doors can open, or a platform has opened them. */
record PortCheck(DataDirectory data, NodeSettings settings) implements Check {

    @Override
    public Finding look() {
        if (Files.exists(data.endpoint())) {
            return new Fine("ports", "a platform was started here; see below");
        }
        int http = settings.http().port();
        int kafka = settings.kafka().port();
        if (isTaken(http)) {
            return taken("http.port", http);
        }
        return isTaken(kafka)
                ? taken("kafka.port", kafka)
                : new Fine("ports", name("http", http) + ", " + name("kafka", kafka));
    }

    private static String name(String door, int port) {
        return door + " " + (port == 0 ? "any" : port);
    }

    private static Finding taken(String setting, int port) {
        return new Problem(
                "ports",
                setting + " " + port + " is taken",
                "End what listens there (ss -ltnp shows it), or set another.");
    }

    private boolean isTaken(int port) {
        if (port == 0) {
            return false;
        }
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(settings.http().host()), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
