package io.safelight.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who comes slowly takes no place from others for long. */
@Timeout(60)
class SlowClientsTest {
    private static final int NOTHING_YET = -2;

    @Test
    void aDrippedBodyIsCutOffAndItsPlaceIsFree() throws Exception {
        try (var door =
                        TestDoor.open(
                                "http.max-uploads=1",
                                "http.slow-grace=300ms",
                                "http.min-rate=1KiB");
                Socket slow = door.connect()) {
            begin(slow, upload(door, "/v1/images"));
            door.ingest.begun.acquire();
            var busy = door.send(door.post("/v1/images", "x"), door.ana);

            String answer = drip(slow);

            assertThat(TestDoor.code(busy)).isEqualTo("too-many-uploads");
            assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"too-slow\"");
            assertThat(door.ingest.bodies).isEmpty();
            assertThat(door.send(door.post("/v1/images", "x"), door.ana).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void aSilentBodyIsCutOffAndItsPlaceIsFree() throws Exception {
        try (var door = TestDoor.open("http.max-uploads=1", "http.idle-timeout=300ms");
                Socket silent = door.connect()) {
            begin(silent, upload(door, "/v1/images"));

            String answer = new String(silent.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"too-slow\"");
            assertThat(door.send(door.post("/v1/images", "x"), door.ana).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void aDrippedRecordIsCutOffHoweverFastItBegan() throws Exception {
        try (var door =
                        TestDoor.open(
                                "http.max-publications=1", "http.publication-time-limit=300ms");
                Socket slow = door.connect()) {
            begin(slow, upload(door, "/v1/stream/images"));

            assertThat(drip(slow)).startsWith("HTTP/1.1 408").contains("\"code\":\"too-slow\"");
            assertThat(door.send(door.post("/v1/stream/images", "x"), door.ana).statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void aDrippedRequestInJsonIsCutOff() throws Exception {
        try (var door = TestDoor.open("http.slow-grace=300ms");
                Socket slow = door.connect()) {
            begin(slow, upload(door, "/v1/sql"));

            assertThat(drip(slow)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void aRefusedBodyThatIsDrippedGetsItsAnswerAll() throws Exception {
        try (var door = TestDoor.open("http.slow-grace=300ms");
                Socket slow = door.connect()) {
            String head = upload(door, "/v1/images").replace("\r\n\r\n", "\r\n");
            begin(slow, head + "Content-Encoding: gzip\r\n\r\n");

            assertThat(drip(slow)).contains("\"code\":\"unsupported-encoding\"");
        }
    }

    @Test
    void drippedHeadersAndSilentConnectionsAreClosedSoThatOthersGetIn() throws Exception {
        try (var door = TestDoor.open("http.max-connections=10", "http.header-time-limit=500ms")) {
            var slow = new ArrayList<Socket>();
            for (int i = 0; i < 10; i++) {
                slow.add(door.connect());
                begin(slow.getLast(), i % 3 == 0 ? "" : "GET /healthz HTTP/1.1\r\nHost: x\r\nA: ");
            }

            for (Socket socket : slow) {
                assertThat(drip(socket)).isEmpty();
                socket.close();
            }

            assertThat(door.send(door.request("/healthz")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aConnectionThatWaitsBetweenRequestsIsLeftInPeace() throws Exception {
        try (var door = TestDoor.open("http.header-time-limit=100ms");
                Socket kept = door.connect();
                Socket silent = door.connect()) {
            String request = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
            begin(kept, request);
            assertThat(answer(kept)).isEqualTo(200);
            assertThat(silent.getInputStream().readAllBytes()).isEmpty();

            begin(kept, request);

            assertThat(answer(kept)).isEqualTo(200);
        }
    }

    private static String upload(TestDoor door, String path) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + door.ana
                + "\r\nContent-Length: 1000000\r\n\r\n";
    }

    private static void begin(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(UTF_8));
    }

    /** A byte now and then until an answer or the end comes; returns what came. */
    private static String drip(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int first = NOTHING_YET;
        while (first == NOTHING_YET) {
            first = dripOne(socket, in);
        }
        socket.setSoTimeout(20_000);
        return first < 0 ? "" : (char) first + new String(in.readAllBytes(), UTF_8);
    }

    private static int dripOne(Socket socket, InputStream in) throws IOException {
        socket.setSoTimeout(50);
        try {
            socket.getOutputStream().write('x');
            return in.read();
        } catch (SocketTimeoutException notYet) {
            return NOTHING_YET;
        } catch (IOException closed) {
            return -1;
        }
    }

    /** Reads one answer with a length, and leaves the connection open. */
    private static int answer(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        int length =
                head.toString()
                        .lines()
                        .filter(line -> line.startsWith("Content-Length: "))
                        .mapToInt(line -> Integer.parseInt(line.substring(16)))
                        .sum();
        socket.getInputStream().readNBytes(length);
        return Integer.parseInt(head.substring(9, 12));
    }
}
