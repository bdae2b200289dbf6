package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.work.ImageRecord;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccessTest {
    private static final String UNKNOWN = "sl_0123456789abcdef_" + "0".repeat(64);

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
    void nothingButHealthAndPagesAnswersWithoutAToken() throws Exception {
        var open = Set.of("/healthz", "/readyz", "/docs/errors");
        for (String path : OpenApi.paths()) {
            int status = door.send(door.request(OpenApi.concrete(path))).statusCode();

            assertThat(status == 401).as(path).isEqualTo(!open.contains(path));
        }
        assertThat(door.get("/v1/images", UNKNOWN).statusCode()).isEqualTo(401);
    }

    @Test
    void whoIsNotLetInIsToldWhatIsWrongWithTheToken() throws Exception {
        var none = door.send(door.request("/v1/images"));
        var other = door.send(door.request("/v1/images").header("Authorization", "Basic YW5hOng="));
        var cut = door.get("/v1/images", door.ana.substring(0, 40));
        var unknown = door.get("/v1/images", UNKNOWN);
        var nearly = door.get("/v1/images", door.ana.substring(0, 83) + other(door.ana));

        for (var response : List.of(none, other, cut, unknown, nearly)) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(TestDoor.code(response)).isEqualTo("unauthenticated");
        }
        assertThat(none.body()).contains("Send a token");
        assertThat(other.body()).contains("Only bearer tokens");
        assertThat(cut.body()).contains("copied whole");
        assertThat(unknown.body()).contains("not known here");
        assertThat(nearly.body()).isEqualTo(unknown.body());
        assertThat(none.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"safelight\"");
        assertThat(unknown.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("invalid_token");
    }

    /** Another last digit than this token has. */
    private static String other(String token) {
        return token.endsWith("0") ? "1" : "0";
    }

    @Test
    void nobodySeesImagesOfAnotherTenant() throws Exception {
        ImageRecord image = door.images.completed(1);

        for (String path : List.of("", "/content", "/outputs/renditions/thumb.webp", "/events")) {
            assertThat(door.get("/v1/images/" + image.id() + path, door.bob).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(door.get("/v1/images", door.bob).body()).doesNotContain(image.id().toString());
        assertThat(door.get("/v1/images/" + image.id(), door.admin).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenThatWasMadeOpensBothDoors() throws Exception {
        String wish = "{\"tenant\":\"new\",\"principal\":\"eve\"}";

        var refused = door.send(door.post("/v1/tokens", wish), door.ana);
        var made = TestDoor.json(door.send(door.post("/v1/tokens", wish), door.admin));

        assertThat(refused.statusCode()).isEqualTo(403);
        String token = made.path("token").asText();
        assertThat(door.get("/v1/images", token).statusCode()).isEqualTo(200);
        String user = made.path("kafka").path("username").asText();
        assertThat(door.streams.permits(user, token, new TenantId("new"))).isTrue();
        String odd = "{\"tenant\":\"No!\",\"principal\":\"eve\"}";
        assertThat(door.send(door.post("/v1/tokens", odd), door.admin).statusCode()).isEqualTo(400);
    }

    @Test
    void whileTheStreamIsAwayNoTokenIsMade() throws Exception {
        String wish = "{\"tenant\":\"new\",\"principal\":\"eve\"}";
        int before = door.tokens.list().size();
        door.gate.down(true);

        var refused = door.send(door.post("/v1/tokens", wish), door.admin);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(TestDoor.code(refused)).isEqualTo("stream-unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(door.tokens.list()).hasSize(before);
        door.gate.down(false);
        assertThat(door.send(door.post("/v1/tokens", wish), door.admin).statusCode())
                .isEqualTo(201);
        assertThat(door.tokens.list()).hasSize(before + 1);
    }

    @Test
    void whenTheStreamGoesAwayBeforeAllOfItIsKnownNoTokenIsMade() throws Exception {
        String wish = "{\"tenant\":\"new\",\"principal\":\"eve\"}";
        int before = door.tokens.list().size();
        door.gate.downAfterGrant(true);

        var refused = door.send(door.post("/v1/tokens", wish), door.admin);

        assertThat(TestDoor.code(refused)).isEqualTo("stream-unavailable");
        assertThat(door.tokens.list()).hasSize(before);
    }

    @Test
    void administratorsAreMadeOnlyOnPurpose() throws Exception {
        for (String odd : List.of("\"true\"", "1", "true,\"administrator\":false")) {
            String wish = "{\"tenant\":\"new\",\"principal\":\"eve\",\"administrator\":" + odd;

            var refused = door.send(door.post("/v1/tokens", wish + "}"), door.admin);

            assertThat(refused.statusCode()).as(odd).isEqualTo(400);
        }
    }

    @Test
    void everyAnswerIsKeptFromCachesAndOtherSites() throws Exception {
        ImageRecord image = door.images.completed(1);

        for (String path : List.of("/healthz", "/v1/images", "/nowhere", "/v1/status")) {
            var headers = door.get(path, door.ana).headers();

            assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.map()).doesNotContainKey("access-control-allow-origin");
        }
        var content = door.get("/v1/images/" + image.id() + "/content", door.ana).headers();
        assertThat(content.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
    }
}
