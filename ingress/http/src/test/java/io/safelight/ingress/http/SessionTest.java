package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.ports.access.TokenRecord;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionTest {
    private static final Duration LIFE = Duration.ofHours(12);

    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        door = TestDoor.open("http.heartbeat=100ms");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void whoSignsInGetsACookieThatIsNotTheToken() throws Exception {
        var response = signIn(door.ana);

        assertThat(response.statusCode()).isEqualTo(200);
        var body = TestDoor.json(response);
        assertThat(body.path("tenant").asText()).isEqualTo("acme");
        assertThat(body.path("principal").asText()).isEqualTo("ana");
        assertThat(body.path("role").asText()).isEqualTo("member");
        assertThat(body.path("expiresAt").asText()).isEqualTo(TestDoor.NOON.plus(LIFE).toString());
        String cookie = setCookie(response);
        assertThat(cookie)
                .startsWith("safelight-session=sl_")
                .endsWith("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict")
                .doesNotContain(door.ana);
        assertThat(response.body()).doesNotContain("sl_");
        var me = door.send(withCookie("/v1/session", response));
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(TestDoor.json(me)).isEqualTo(body);
    }

    @Test
    void behindTlsTheCookieIsSecure() throws Exception {
        var response = door.send(signingIn(door.ana).header("X-Forwarded-Proto", "https, http"));

        assertThat(setCookie(response)).endsWith("; Secure");
    }

    @Test
    void aTokenTellsWhoItIsAndHasNoEnd() throws Exception {
        var body = TestDoor.json(door.get("/v1/session", door.admin));

        assertThat(body.path("role").asText()).isEqualTo("administrator");
        assertThat(body.path("expiresAt").isNull()).isTrue();
        assertThat(door.send(door.request("/v1/session").DELETE(), door.admin).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsNoTokenSignsNobodyIn() throws Exception {
        for (String odd : List.of("", "hello", door.ana.replace("sl_", "sl_0"))) {
            var response = signIn(odd);

            assertThat(response.statusCode()).as(odd).isEqualTo(401);
            assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        }
        for (String odd : List.of("{}", "{\"token\":1}", "{\"token\":\"x\",\"y\":1}", "x")) {
            assertThat(door.send(door.post("/v1/session", odd)).statusCode()).isEqualTo(400);
        }
        assertThat(signIn("x".repeat(2000)).statusCode()).isEqualTo(413);
    }

    @Test
    void whoSignsOutIsOutEverywhere() throws Exception {
        var session = signIn(door.ana);
        var stream = door.events("/v1/events", "", cookie(session));

        var response = door.send(withCookie("/v1/session", session).DELETE().header(MARK, "1"));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(setCookie(response)).startsWith("safelight-session=; Path=/; Max-Age=0;");
        var after = door.send(withCookie("/v1/images", session));
        assertThat(after.statusCode()).isEqualTo(401);
        assertThat(setCookie(after)).contains("Max-Age=0");
        stream.awaitEnd();
        assertThat(door.get("/v1/images", door.ana).statusCode()).isEqualTo(200);
    }

    @Test
    void anExpiredSessionIsRefusedAndForgotten() throws Exception {
        var session = signIn(door.ana);
        int tokens = door.tokens.list().size();

        door.setClock(TestDoor.NOON.plus(LIFE).minusNanos(1));
        assertThat(door.send(withCookie("/v1/images", session)).statusCode()).isEqualTo(200);
        door.setClock(TestDoor.NOON.plus(LIFE));

        assertThat(door.send(withCookie("/v1/images", session)).statusCode()).isEqualTo(401);
        assertThat(door.tokens.list()).hasSize(tokens - 1);
    }

    @Test
    void sessionsThatNobodyEndsDoNotPileUp() throws Exception {
        signIn(door.ana);
        signIn(door.bob);
        door.setClock(TestDoor.NOON.plus(LIFE));

        signIn(door.ana);

        assertThat(door.tokens.list())
                .filteredOn(token -> token.expiresAt().isPresent())
                .hasSize(1);
    }

    @Test
    void signingInAgainEndsTheSessionBefore() throws Exception {
        var first = signIn(door.ana);

        var second = door.send(signingIn(door.bob).headers(cookieHeader(first)));

        assertThat(TestDoor.json(second).path("tenant").asText()).isEqualTo("other");
        assertThat(door.send(withCookie("/v1/images", first)).statusCode()).isEqualTo(401);
        assertThat(door.send(withCookie("/v1/images", second)).statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionNeverOutlivesWhatItWasOpenedWith() throws Exception {
        String first = sessionToken(signIn(door.ana));
        door.setClock(TestDoor.NOON.plus(LIFE).minusSeconds(60));

        var second = signIn(first);

        assertThat(TestDoor.json(second).path("expiresAt").asText())
                .isEqualTo(TestDoor.NOON.plus(LIFE).toString());
        assertThat(setCookie(second)).contains("Max-Age=60;");
    }

    @Test
    void onlyASessionBelongsIntoTheCookie() throws Exception {
        var request = door.request("/v1/images").header("Cookie", "safelight-session=" + door.ana);

        assertThat(door.send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void oneOfTwoSessionsIsNotChosen() throws Exception {
        String one = "safelight-session=" + sessionToken(signIn(door.ana));
        String two = "safelight-session=" + sessionToken(signIn(door.bob));

        var both = door.request("/v1/images").header("Cookie", one + "; " + two);

        assertThat(door.send(both).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenInTheHeaderCountsBeforeACookie() throws Exception {
        var session = signIn(door.ana);

        var me = door.send(withCookie("/v1/session", session), door.bob);

        assertThat(TestDoor.json(me).path("tenant").asText()).isEqualTo("other");
    }

    @Test
    void sessionsAreKnownToWhoeverSharesTheTokens() throws Exception {
        var session = signIn(door.ana);

        TokenRecord kept =
                door.tokens.list().stream()
                        .filter(token -> token.expiresAt().isPresent())
                        .findFirst()
                        .orElseThrow();

        assertThat(sessionToken(session)).contains(kept.id());
        assertThat(kept.toString()).doesNotContain(sessionToken(session).substring(20));
    }

    private static final String MARK = "Safelight-Console";

    private HttpRequest.Builder signingIn(String token) {
        return door.post("/v1/session", "{\"token\":\"" + token + "\"}");
    }

    private HttpResponse<String> signIn(String token) throws Exception {
        return door.send(signingIn(token));
    }

    private HttpRequest.Builder withCookie(String path, HttpResponse<?> session) {
        return door.request(path).headers(cookieHeader(session));
    }

    private static Map<String, String> cookie(HttpResponse<?> session) {
        return Map.of("Cookie", "safelight-session=" + sessionToken(session));
    }

    private static String[] cookieHeader(HttpResponse<?> session) {
        return new String[] {"Cookie", cookie(session).get("Cookie")};
    }

    private static String sessionToken(HttpResponse<?> session) {
        String cookie = setCookie(session);
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    private static String setCookie(HttpResponse<?> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow();
    }
}
