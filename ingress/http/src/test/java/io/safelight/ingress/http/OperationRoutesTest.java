package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OperationRoutesTest {
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
