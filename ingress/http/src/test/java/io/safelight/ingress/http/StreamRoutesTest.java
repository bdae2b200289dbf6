package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamRoutesTest {
    private static final TenantId ACME = new TenantId("acme");

    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        door = TestDoor.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void publishingAnswersWithTheIdThatTheImageWillHave() throws Exception {
        var upload =
                door.post("/v1/stream/images", StoredImages.BYTES)
                        .header("Content-Disposition", "attachment; filename=a.jpg");

        var response = door.send(upload, door.ana);

        assertThat(response.statusCode()).isEqualTo(202);
        var body = TestDoor.json(response);
        assertThat(body.path("topic").asText()).isEqualTo("images.inbound.acme");
        assertThat(body.path("partition").isInt()).isTrue();
        assertThat(body.path("offset").isInt()).isTrue();
        assertThat(response.headers().firstValue("Location"))
                .contains("/v1/images/" + body.path("id").asText());
        var stored = door.streams.stored(ACME);
        assertThat(stored).hasSize(1);
        assertThat(stored.getFirst().claims().filename()).isEqualTo(Optional.of("a.jpg"));
    }

    @Test
    void whatIsNoRecordIsNotPublished() throws Exception {
        int tooLarge = (int) TestDoor.MAX_RECORD_BYTES + 1;

        var large = door.send(door.post("/v1/stream/images", new byte[tooLarge]), door.ana);
        var empty = door.send(door.post("/v1/stream/images", ""), door.ana);

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(door.streams.stored(ACME)).isEmpty();
    }

    @Test
    void bodiesBeyondTheirMemoryAreToldToComeBackAndThenHaveRoom() throws Exception {
        int room = 3;
        try (var small =
                TestDoor.open(
                        "http.max-publications=100", "http.publication-memory=" + room + "MiB")) {
            small.gate.turns.drainPermits();
            byte[] body = new byte[(int) TestDoor.MAX_RECORD_BYTES];

            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = new ArrayList<Future<HttpResponse<String>>>();
                for (int i = 0; i < 20; i++) {
                    answers.add(senders.submit(() -> small.send(stream(small, body), small.ana)));
                }
                List<HttpResponse<String>> refused = firstDone(answers, 20 - room);

                assertThat(refused)
                        .allSatisfy(
                                answer -> {
                                    assertThat(answer.statusCode()).isEqualTo(503);
                                    assertThat(answer.headers().firstValue("Retry-After"))
                                            .contains("2");
                                    assertThat(TestDoor.code(answer)).isEqualTo("too-many-uploads");
                                });
                assertThat(small.gate.bytes.get()).isEqualTo(room * TestDoor.MAX_RECORD_BYTES);
                small.gate.turns.release(100);
            }

            assertThat(small.streams.stored(ACME)).hasSize(room);
            for (int i = 0; i < 2 * room; i++) {
                assertThat(small.send(stream(small, body), small.ana).statusCode()).isEqualTo(202);
            }
        }
    }

    @Test
    void memoryIsGivenBackHoweverAPublicationEnds() throws Exception {
        try (var small = TestDoor.open("http.publication-memory=1MiB")) {
            byte[] body = new byte[(int) TestDoor.MAX_RECORD_BYTES];
            byte[] larger = new byte[body.length + 1];
            for (int i = 0; i < 3; i++) {
                small.gate.down(true);
                assertThat(small.send(stream(small, body), small.ana).statusCode()).isEqualTo(503);
                small.gate.down(false);
                assertThat(small.send(stream(small, larger), small.ana).statusCode())
                        .isEqualTo(413);
                assertThat(small.send(chunked(small, larger), small.ana).statusCode())
                        .isEqualTo(413);
                assertThat(small.send(stream(small, new byte[0]), small.ana).statusCode())
                        .isEqualTo(400);
                cut(small, body.length);
            }
            small.gate.turns.drainPermits();
            small.gate.turns.release(2);

            assertThat(small.send(stream(small, body), small.ana).statusCode()).isEqualTo(202);
            assertThat(small.send(chunked(small, body), small.ana).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void whileTheStreamIsAwayTheOtherRoutesGoOn() throws Exception {
        door.gate.down(true);

        var published = door.send(stream(door, StoredImages.BYTES), door.ana);
        var uploaded = door.send(door.post("/v1/images", StoredImages.BYTES), door.ana);
        String id = TestDoor.json(uploaded).path("id").asText();

        assertThat(published.statusCode()).isEqualTo(503);
        assertThat(TestDoor.code(published)).isEqualTo("stream-unavailable");
        assertThat(published.headers().firstValue("Retry-After")).isPresent();
        assertThat(uploaded.statusCode()).isEqualTo(201);
        assertThat(door.get("/v1/images/" + id, door.ana).statusCode()).isEqualTo(200);
        assertThat(door.get("/v1/images", door.ana).body()).contains(id);
        door.gate.down(false);
        assertThat(door.send(stream(door, StoredImages.BYTES), door.ana).statusCode())
                .isEqualTo(202);
    }

    private static HttpRequest.Builder stream(TestDoor door, byte[] body) {
        return door.post("/v1/stream/images", body);
    }

    /** Does not say how long it is. */
    private static HttpRequest.Builder chunked(TestDoor door, byte[] body) {
        return door.request("/v1/stream/images")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }

    /** Promises so many bytes, sends a few, ends, and reads the answer. */
    private static void cut(TestDoor door, int promised) throws IOException {
        try (Socket socket = door.connect()) {
            String head =
                    """
                    POST /v1/stream/images HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Authorization: Bearer %s\r
                    Content-Length: %d\r
                    \r
                    some\
                    """
                            .formatted(door.ana, promised);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    private static <T> List<T> firstDone(List<Future<T>> futures, int count) {
        Awaitility.await().until(() -> done(futures).size() >= count);
        return done(futures).stream().map(Future::resultNow).toList();
    }

    private static <T> List<Future<T>> done(List<Future<T>> futures) {
        return futures.stream().filter(Future::isDone).toList();
    }
}
