package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server refuses before any route sees it. */
@Timeout(60)
class ServerErrorsTest {
    private static final String END = "\r\nHost: x\r\nConnection: close\r\n\r\n";

    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        door = TestDoor.open("http.idle-timeout=1s");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void everyRefusalIsAProblemThatTellsNothingOfTheServer() throws Exception {
        var expected =
                Map.ofEntries(
                        Map.entry("garbage\r\n\r\n", "malformed"),
                        Map.entry("GET / HTTP/1.1\r\n\r\n", "malformed"),
                        Map.entry("GET / HTTP/1.1\r\n<b>bad</b>: x" + END, "malformed"),
                        Map.entry("GET /../../etc/passwd HTTP/1.1" + END, "malformed"),
                        Map.entry("GET /%00 HTTP/1.1" + END, "malformed"),
                        Map.entry("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "malformed"),
                        Map.entry(
                                "POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3" + END,
                                "malformed"),
                        Map.entry(
                                "POST / HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked"
                                        + END,
                                "malformed"),
                        Map.entry("CONNECT x:1 HTTP/1.1" + END, "malformed"),
                        Map.entry("OPTIONS * HTTP/1.1" + END, "not-found"),
                        Map.entry("GET /" + "y".repeat(30_000) + " HTTP/1.1" + END, "uri-too-long"),
                        Map.entry(
                                "GET / HTTP/1.1\r\nA: " + "y".repeat(30_000) + END,
                                "headers-too-large"),
                        Map.entry("POST / HTTP/1.1\r\nExpect: wonders" + END, "expectation-failed"),
                        Map.entry("GET / HTTP/9.1" + END, "http-version"),
                        Map.entry("GET /\r\n", "http-version"),
                        Map.entry("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "http-version"));

        for (var one : expected.entrySet()) {
            isProblem(door.raw(one.getKey()), one.getValue());
        }
    }

    @Test
    void methodsThatNobodyKnowsAreProblems() throws Exception {
        String head = "\r\nAuthorization: Bearer " + door.ana + END;

        isProblem(door.raw("TRACE /v1/images HTTP/1.1" + head), "method-not-allowed");
        isProblem(door.raw("FOO /v1/images HTTP/1.1" + head), "method-not-allowed");
        isProblem(door.raw("OPTIONS /v1/images HTTP/1.1" + END), "unauthenticated");
        assertThat(door.raw("FOO /v1/images HTTP/1.1" + head)).contains("Allow: ");
    }

    private static void isProblem(String answer, String code) throws IOException {
        String[] parts = answer.split("\r\n\r\n", 2);
        assertThat(parts[0]).contains("Content-Type: application/problem+json");
        assertThat(answer).doesNotContain("etty", "passwd", "<b>", "<html", "Exception");
        var body = new JsonMapper().readTree(parts[1]);
        assertThat(body.path("code").asText()).as(answer).isEqualTo(code);
        assertThat(parts[0]).startsWith("HTTP/1.1 " + body.path("status").asInt() + " ");
    }
}
