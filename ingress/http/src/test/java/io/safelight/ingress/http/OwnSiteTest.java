package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No other site acts with a browser's session. */
@Timeout(60)
class OwnSiteTest {
    private static final String MARK = "Safelight-Console: 1\r\n";

    private TestDoor door;
    private String cookie = "";

    @BeforeEach
    void open() throws Exception {
        door = TestDoor.open("http.names=console.example,Other.Example");
        var session = door.send(door.post("/v1/session", "{\"token\":\"" + door.ana + "\"}"));
        String set = session.headers().firstValue("Set-Cookie").orElseThrow();
        cookie = "Cookie: " + set.substring(0, set.indexOf(';')) + "\r\n";
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void whatChangesSomethingNeedsTheMark() throws Exception {
        assertThat(ask("POST /v1/images", "localhost", cookie)).isEqualTo("403 cross-site");
        assertThat(ask("POST /v1/images", "localhost", cookie + "Safelight-Console: 0\r\n"))
                .isEqualTo("403 cross-site");
        assertThat(ask("DELETE /v1/session", "localhost", cookie)).isEqualTo("403 cross-site");
        assertThat(ask("PUT /v1/images", "localhost", cookie)).isEqualTo("403 cross-site");
        assertThat(door.ingest.seen).isEmpty();

        assertThat(ask("POST /v1/images", "localhost", cookie + MARK)).isEqualTo("201");
        assertThat(ask("GET /v1/images", "localhost", cookie)).isEqualTo("200");
    }

    @Test
    void whatAnotherSiteAsksForIsRefused() throws Exception {
        for (String site : List.of("cross-site", "same-site", "")) {
            String fetched = cookie + MARK + "Sec-Fetch-Site: " + site + "\r\n";

            assertThat(ask("GET /v1/images", "localhost", fetched)).isEqualTo("403 cross-site");
            assertThat(ask("POST /v1/images", "localhost", fetched)).isEqualTo("403 cross-site");
            assertThat(ask("POST /v1/session", "localhost", fetched)).startsWith("4");
        }
        for (String site : List.of("same-origin", "none")) {
            String fetched = cookie + "Sec-Fetch-Site: " + site + "\r\n";

            assertThat(ask("GET /v1/images", "localhost", fetched)).isEqualTo("200");
        }
    }

    @Test
    void nobodySignsABrowserInFromElsewhere() throws Exception {
        String token = "{\"token\":\"" + door.ana + "\"}";
        var crossing = door.post("/v1/session", token).header("Sec-Fetch-Site", "cross-site");

        var refused = door.send(crossing);

        assertThat(TestDoor.code(refused)).isEqualTo("cross-site");
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(ask("POST /v1/session", "evil.example", "")).startsWith("4");
    }

    @Test
    void onlyTheNamesThatAreMeantLeadToASession() throws Exception {
        for (String host :
                List.of(
                        "localhost",
                        "LOCALHOST:7777",
                        "localhost.:1",
                        "127.0.0.1:80",
                        "[::1]:7777",
                        "console.example",
                        "other.example:443")) {
            assertThat(ask("GET /v1/images", host, cookie)).as(host).isEqualTo("200");
        }
        for (String host :
                List.of("evil.example:7777", "localhost.evil.example", "127.0.0.2", "example")) {
            assertThat(ask("GET /v1/images", host, cookie)).as(host).isEqualTo("403 unknown-host");
        }
    }

    @Test
    void aTokenIsNoneOfABrowsersBusiness() throws Exception {
        String bearer = "Authorization: Bearer " + door.ana + "\r\n";

        assertThat(ask("POST /v1/images", "evil.example", bearer)).isEqualTo("201");
        assertThat(ask("GET /v1/images", "x", bearer + "Sec-Fetch-Site: cross-site\r\n"))
                .isEqualTo("200");
    }

    /** The status, and the code where there is one. */
    private String ask(String line, String host, String headers) throws IOException {
        String answer =
                door.raw(
                        line
                                + " HTTP/1.1\r\nHost: "
                                + host
                                + "\r\n"
                                + headers
                                + "Content-Length: 1\r\nConnection: close\r\n\r\nx");
        String status = answer.substring(9, 12);
        int code = answer.indexOf("\"code\":\"");
        return code < 0
                ? status
                : status + " " + answer.substring(code + 8, answer.indexOf('"', code + 8));
    }
}
