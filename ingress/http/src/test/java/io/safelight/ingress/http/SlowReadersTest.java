package io.safelight.ingress.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.safelight.domain.work.NewImage;
import io.safelight.testkit.ledger.LedgerSamples;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who does not read what it asked for is let go of, and nobody else waits for it. */
@Timeout(60)
class SlowReadersTest {
    /** More than the kernel holds between a door and a client that does not read. */
    private static final int MUCH_BYTES = 32 << 20;

    /** Together more than that, too. */
    private static final int MANY_CHANGES = 60_000;

    private static final int NARROW_BYTES = 4 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_READ_MILLIS = 30_000;

    @Test
    void anOriginalThatNobodyReadsIsCutOffWhileOthersAreAnswered() throws Exception {
        try (var door = TestDoor.open("http.idle-timeout=1s")) {
            String path = "/v1/images/" + door.images.completed(1, new byte[MUCH_BYTES]).id();
            try (Socket slow = asked(door, "GET " + path + "/content", "")) {
                assertThat(status(slow)).isEqualTo("HTTP/1.1 200");

                assertThat(door.get(path, door.ana).statusCode()).isEqualTo(200);
                // What is left is the connection of whoever asks.
                await().atMost(PATIENCE).until(() -> metric(door, "http_open_connections 1.0"));
                assertThat(rest(slow)).isLessThan(MUCH_BYTES);
            }
        }
    }

    @Test
    void aWatcherThatDoesNotReadLosesItsPlace() throws Exception {
        try (var door = TestDoor.open("http.idle-timeout=1s", "http.max-watchers=1")) {
            door.ledger.admit(changes());
            try (Socket slow = asked(door, "GET /v1/events?after=0", "")) {
                assertThat(status(slow)).isEqualTo("HTTP/1.1 200");

                await().atMost(PATIENCE).until(() -> watch(door).equals("HTTP/1.1 200"));
            }
        }
    }

    @Test
    void anAnswerInSqlThatNobodyReadsIsGivenUp() throws Exception {
        try (var door = TestDoor.open("http.idle-timeout=1s");
                Socket slow = asked(door, "POST /v1/sql", "{\"sql\":\"ENDLESS\"}")) {
            assertThat(status(slow)).isEqualTo("HTTP/1.1 200");
            assertThat(door.get("/v1/images", door.ana).statusCode()).isEqualTo(200);

            // The engine's place is free when its answer is closed.
            door.sql.closed.acquire();
        }
    }

    private static List<NewImage> changes() {
        return IntStream.range(0, MANY_CHANGES)
                .mapToObj(n -> LedgerSamples.image(LedgerSamples.ACME, n, TestDoor.NOON))
                .toList();
    }

    private static boolean metric(TestDoor door, String line)
            throws IOException, InterruptedException {
        return door.get("/metrics", door.admin).body().contains(line);
    }

    private static String watch(TestDoor door) throws IOException {
        try (Socket other = asked(door, "GET /v1/events", "")) {
            return status(other);
        }
    }

    /** A connection that takes in next to nothing by itself, with a request on its way. */
    private static Socket asked(TestDoor door, String line, String body) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(NARROW_BYTES);
        socket.setSoTimeout(LONGEST_READ_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()));
        String request =
                "%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(line, door.ana, body.length(), body);
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), US_ASCII);
    }

    /** How many bytes there are still to be read, to the end or to where the connection broke. */
    private static long rest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var chunk = new byte[1 << 16];
        long bytes = 0;
        try {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                bytes += count;
            }
        } catch (SocketException reset) {
            return bytes;
        }
        return bytes;
    }
}
