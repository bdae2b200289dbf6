package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A small console lies among the resources of these tests. */
@Timeout(60)
class ConsoleFilesTest {
    private static final String SCRIPT = "/assets/index-Ab_3-x.js";

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
    void thePageIsThereForEverybodyAndAlwaysTheNewest() throws Exception {
        var page = door.send(door.request("/"));
        String etag = page.headers().firstValue("ETag").orElseThrow();
        var same = door.send(door.request("/").header("If-None-Match", etag));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Console</title>");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        var icon = door.send(door.request("/favicon.svg"));
        assertThat(icon.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(door.send(door.request("/").HEAD()).statusCode()).isEqualTo(200);
    }

    @Test
    void filesWhoseNamesChangeWithThemAreKeptByBrowsers() throws Exception {
        var script = door.send(door.request(SCRIPT));

        assertThat(script.body()).contains("export const page");
        assertThat(script.headers().firstValue("Cache-Control"))
                .contains("public, max-age=31536000, immutable");
        assertThat(script.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/javascript");
    }

    @Test
    void thePageMayDoNothingButWhatItNeeds() throws Exception {
        for (String path : List.of("/", SCRIPT, "/favicon.svg")) {
            HttpHeaders headers = door.send(door.request(path)).headers();

            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains(
                            "default-src 'none'",
                            "script-src 'self'",
                            "form-action 'none'",
                            "frame-ancestors 'none'",
                            "require-trusted-types-for 'script'")
                    .doesNotContain("unsafe", "*");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Permissions-Policy").orElseThrow())
                    .contains("camera=()");
        }
    }

    @Test
    void noWayLeadsOutOfTheFolder() throws Exception {
        for (String path :
                List.of(
                        "/assets/../build.json",
                        "/assets/..%2fbuild.json",
                        "/assets/%2e%2e/build.json",
                        "/assets/%2e%2e%2fbuild.json",
                        "/assets/..%5cbuild.json",
                        "/assets//../build.json",
                        "/assets/./../build.json",
                        "/assets/..;/build.json",
                        "/assets/notes.txt",
                        "/assets/",
                        "/assets",
                        "/assets/sub/x.js",
                        "/assets/.x.js",
                        "/assets/none.js",
                        "/build.json",
                        "/index.html",
                        "/assets/HttpDoor.class")) {
            String answer = get(path);

            assertThat(answer).as(path).matches("(?s)HTTP/1.1 4\\d\\d .*problem\\+json.*");
            assertThat(answer).doesNotContain("secret");
        }
    }

    @Test
    void thePathOfAFileOpensNothingElse() throws Exception {
        String image = door.images.completed(1).id().toString();
        for (String path :
                List.of(
                        "/assets/../v1/images",
                        "/assets/%2e%2e/v1/images/" + image,
                        "/assets/..;/v1/images",
                        "/assets/..%2fv1/status",
                        "//v1/images",
                        "/;/v1/images")) {
            assertThat(get(path)).as(path).startsWith("HTTP/1.1 4").doesNotContain(image);
        }
    }

    @Test
    void withoutAConsoleThePageSaysHowToGetOne() throws Exception {
        try (var bare = TestDoor.withoutConsole()) {
            var page = bare.send(bare.request("/"));

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("Node.js", "safelight help");
            assertThat(page.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
            assertThat(bare.send(bare.request(SCRIPT)).statusCode()).isEqualTo(404);
            assertThat(bare.send(bare.request("/favicon.svg")).statusCode()).isEqualTo(404);
        }
    }

    /** As it is written: clients tidy paths up. */
    private String get(String path) throws IOException {
        return door.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }
}
