package io.safelight.ingress.http;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** Where and how the server listens: address, limits of connections, errors of its own. */
record Listener(HttpSettings settings, Meters meters) {

    void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.requestLogger.http(new RequestMeters(meters)::answered);
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(
                server ->
                        server.setErrorHandler(
                                new ServerErrors(settings.connections().maxHeaders().bytes())));
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        HttpSettings.Connections limits = settings.connections();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize((int) limits.maxHeaders().bytes());
        http.setIdleTimeout(limits.idleTimeout().toMillis());
        Meters.Counter slowHeaders = meters.counter("http.slow.headers");
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        // Who does not fit into the kernel's queue is reset, and told nothing.
        connector.setAcceptQueueSize(limits.max());
        connector.setIdleTimeout(limits.idleTimeout().toMillis());
        connector.addBean(
                new SlowHeaders(connector, limits.headerTimeLimit(), () -> slowHeaders.add(1)));
        server.addBean(new NetworkConnectionLimit(limits.max(), connector));
        meters.gauge("http.open-connections", () -> connector.getConnectedEndPoints().size());
        meters.gauge("http.max-connections", limits::max);
        return connector;
    }

    /** What to tell whoever started it, where the address is to blame; empty where it is not. */
    Optional<IOException> cannotListen(RuntimeException failure) {
        for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof BindException) {
                return Optional.of(
                        new IOException(
                                "Cannot listen on %s:%d: %s. If another program uses the port, choose another with --port, or 0 for any; else set http.host to an address of this machine."
                                        .formatted(
                                                settings.host(), settings.port(), e.getMessage()),
                                failure));
            }
            if (e instanceof UnresolvedAddressException || e instanceof UnknownHostException) {
                return Optional.of(
                        new IOException(
                                "Cannot listen on %s: there is no such name. Set http.host to an address or name of this machine."
                                        .formatted(settings.host()),
                                failure));
            }
        }
        return Optional.empty();
    }
}
