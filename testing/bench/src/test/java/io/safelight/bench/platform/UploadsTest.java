package io.safelight.bench.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server of the JDK. */
class UploadsTest {
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpServer server;
    private final URI url;

    UploadsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyImageIsSentOnceAndCounted() throws IOException, InterruptedException {
        var took = uploads(3).send(List.of(new byte[10], new byte[20]), 7);

        assertThat(requests).hasSize(7).contains("POST /v1/images Bearer secret 20");
        assertThat(took.images()).isEqualTo(7);
        assertThat(took.bytes()).isEqualTo(4 * 10 + 3 * 20);
        assertThat(took.busy()).isZero();
    }

    @Test
    void objectsGetANameEach() throws IOException, InterruptedException {
        var store = new Uploads(Destination.objects(url, "/bucket/"), 1);

        store.send(List.of(new byte[1]), 2);

        assertThat(requests.stream().map(request -> request.split(" ")[1]).distinct()).hasSize(2);
    }

    @Test
    void busyServerIsAskedAgain() throws IOException, InterruptedException {
        refusals.set(2);

        var took = uploads(1).send(List.of(new byte[10]), 1);

        assertThat(took.busy()).isEqualTo(2);
        assertThat(requests).hasSize(3);
    }

    @Test
    void refusalEndsIt() {
        assertThatThrownBy(
                        () ->
                                new Uploads(Destination.platform(url, "/refuse", "secret"), 1)
                                        .send(List.of(new byte[10]), 1))
                .hasRootCauseMessage("refused with 415: no image");
    }

    private Uploads uploads(int clients) {
        return new Uploads(Destination.platform(url, "/v1/images", "secret"), clients);
    }

    /** With a body of a known length, or in chunks, in turn. */
    private void answer(HttpExchange exchange) throws IOException {
        int bytes = exchange.getRequestBody().readAllBytes().length;
        String path = exchange.getRequestURI().getPath();
        requests.add(
                "%s %s %s %d"
                        .formatted(
                                exchange.getRequestMethod(),
                                path,
                                exchange.getRequestHeaders().getFirst("Authorization"),
                                bytes));
        boolean busy = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        byte[] body = (path.equals("/refuse") ? "no image" : "{\"id\":\"…\"}").getBytes(UTF_8);
        int status = path.equals("/refuse") ? 415 : busy ? 503 : 201;
        exchange.sendResponseHeaders(status, requests.size() % 2 == 0 ? 0 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
