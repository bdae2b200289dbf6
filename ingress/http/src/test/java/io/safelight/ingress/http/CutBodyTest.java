package io.safelight.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is cut off in the middle is not taken, and takes no place from others. */
@Timeout(60)
class CutBodyTest {
    private static final String DECLARED = "Content-Length: 1000000\r\n\r\nsome";

    @ParameterizedTest
    @ValueSource(
            strings = {
                DECLARED,
                "Transfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nso"
            })
    void whatHasNoEndIsNotKeptAndItsPlaceIsFree(String rest) throws Exception {
        try (var door = TestDoor.open("http.max-uploads=1")) {
            String answer = halfClosed(door, rest);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"body-cut\"");
            assertThat(door.ingest.bodies).isEmpty();
            assertThat(post(door)).isEqualTo(201);
            assertThat(door.ingest.bodies).containsExactly("x".getBytes(UTF_8));
        }
    }

    @Test
    void whoVanishesLeavesNothingAndItsPlace() throws Exception {
        try (var door = TestDoor.open("http.max-uploads=1")) {
            try (Socket socket = begun(door, DECLARED)) {
                door.ingest.begun.acquire();
                // Closes with a reset, as a process that is killed with unread bytes does.
                socket.setSoLinger(true, 0);
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> post(door) == 201);
            assertThat(door.ingest.bodies).containsExactly("x".getBytes(UTF_8));
        }
    }

    private static int post(TestDoor door) throws IOException, InterruptedException {
        return door.send(door.post("/v1/images", "x"), door.ana).statusCode();
    }

    /** Says that nothing more comes, and returns what the door says to that. */
    private static String halfClosed(TestDoor door, String rest) throws IOException {
        try (Socket socket = begun(door, rest)) {
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /**
     * @param rest of the request: its last headers, and what comes of the body
     */
    private static Socket begun(TestDoor door, String rest) throws IOException {
        Socket socket = door.connect();
        String head =
                "POST /v1/images HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + door.ana + "\r\n";
        socket.getOutputStream().write((head + rest).getBytes(UTF_8));
        return socket;
    }
}
