package io.safelight.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Takes what an exporter sends, or refuses it. */
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    private Collector(HttpServer server) {
        this.server = server;
    }

    static Collector start() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var collector = new Collector(HttpServer.create(address, 0));
        collector.server.createContext("/v1/traces", collector::take);
        collector.server.start();
        return collector;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    }

    void refuseAll() {
        status = 400;
    }

    /** Everything that came, as it came: names and ids stand in it as they are. */
    String received() {
        var all = new StringBuilder();
        requests.forEach(r -> all.append(new String(r, StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    /** Ids travel as bytes. */
    static String bytes(String hex) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                var body = new GZIPInputStream(exchange.getRequestBody())) {
            requests.add(body.readAllBytes());
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
