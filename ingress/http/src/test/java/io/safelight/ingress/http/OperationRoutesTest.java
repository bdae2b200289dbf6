package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OperationRoutesTest {
    private static final Pattern TIMED =
            Pattern.compile(
                    "http_requests_seconds_count\\{method=\"(.*)\",route=\"(.*)\",status=\"(.*)\"}"
                            + " (\\d+)");

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
    void readinessNamesWhatIsMissing() throws Exception {
        var response = door.send(door.request("/readyz"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"scanner\":\"not ready\"").doesNotContain("clamd");
        assertThat(door.get("/v1/status", door.admin).body()).contains("start clamd", "TEST MODE");
        assertThat(door.get("/v1/status", door.ana).statusCode()).isEqualTo(403);
    }

    @Test
    void metricsCountWhatWasRefused() throws Exception {
        door.get("/nowhere", door.ana);

        assertThat(door.get("/metrics", door.ana).statusCode()).isEqualTo(403);
        assertThat(door.get("/metrics", door.admin).body())
                .contains("http_problems_total{code=\"not-found\"} 1.0");
    }

    @Test
    void requestsAreTimedByRouteAndNeverByWhatCallersInvent() throws Exception {
        door.get("/v1/images?limit=1", door.ana);
        door.get("/v1/images/nonsense", door.ana);
        door.get("/v1/images/more-nonsense", door.ana);
        door.get("/nowhere", door.ana);
        door.send(door.request("/v1/images").method("BREW", BodyPublishers.noBody()), door.ana);

        await().untilAsserted(
                        () ->
                                assertThat(times())
                                        .contains(
                                                "GET /v1/images 2xx 1",
                                                "GET /v1/images/{id} 4xx 2",
                                                "GET none 4xx 1",
                                                "other none 4xx 1")
                                        .noneMatch(line -> line.contains("nonsense")));
    }

    private List<String> times() throws Exception {
        return TIMED.matcher(door.get("/metrics", door.admin).body())
                .results()
                .map(r -> r.group(1) + " " + r.group(2) + " " + r.group(3) + " " + r.group(4))
                .toList();
    }

    @Test
    void aProblemThatNeverCameUpCountsZero() throws Exception {
        assertThat(door.get("/metrics", door.admin).body())
                .contains("http_problems_total{code=\"internal\"} 0.0")
                .contains("http_problems_total{code=\"too-many-uploads\"} 0.0")
                .contains("http_slow_headers_total 0.0")
                .containsPattern("http_open_connections [1-9]")
                .contains("http_max_connections ");
    }

    @Test
    void aRedriveTakesWhatIsNamedAndNothingElse() throws Exception {
        for (String odd :
                List.of(
                        "{}",
                        "{\"images\":[]}",
                        "{\"images\":\"x\"}",
                        "{\"imagess\":[\"x\"]}",
                        "{\"all\":\"true\"}")) {
            var refused = door.send(door.post("/v1/redrive", odd), door.admin);

            assertThat(refused.statusCode()).as(odd).isEqualTo(400);
        }
        String all = "{\"all\":true}";
        assertThat(door.send(door.post("/v1/redrive", all), door.ana).statusCode()).isEqualTo(403);
        assertThat(door.send(door.post("/v1/redrive", all), door.admin).body())
                .contains("\"redriven\":0");
    }
}
