package io.safelight.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.testkit.ledger.LedgerSamples;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ImageRoutesTest {
    private static final String TEXT = new String(StoredImages.BYTES, UTF_8);
    private static final List<String> READS =
            List.of("", "/content", "/outputs/renditions/thumb.webp");

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
    void contentComesWholeOrInRangesOnceItIsClean() throws Exception {
        String path = path(door.images.completed(1)) + "/content";

        var whole = door.get(path, door.ana);
        var range = door.send(ranged(path, "bytes=4-9"), door.ana);
        var tail = door.send(ranged(path, "Bytes=-4"), door.ana);
        var several = door.send(ranged(path, "bytes=0-1,4-5"), door.ana);
        var beyond = door.send(ranged(path, "bytes=1000-"), door.ana);

        assertThat(whole.body()).isEqualTo(TEXT);
        assertThat(whole.headers().firstValue("Cache-Control")).contains("private, no-store");
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo(TEXT.substring(4, 10));
        assertThat(range.headers().firstValue("Content-Range"))
                .contains("bytes 4-9/" + TEXT.length());
        assertThat(tail.body()).isEqualTo("care");
        assertThat(several.statusCode()).isEqualTo(200);
        assertThat(several.body()).isEqualTo(TEXT);
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range"))
                .contains("bytes */" + TEXT.length());
    }

    @Test
    void anEntityTagSaysWhetherTheBytesAreTheSame() throws Exception {
        String path = path(door.images.completed(1)) + "/content";
        String etag = door.get(path, door.ana).headers().firstValue("ETag").orElseThrow();

        for (String known : List.of(etag, "*", "W/" + etag, "\"x\", " + etag)) {
            var same = door.send(door.request(path).header("If-None-Match", known), door.ana);
            assertThat(same.statusCode()).as(known).isEqualTo(304);
            assertThat(same.body()).isEmpty();
        }
        var other = door.send(door.request(path).header("If-None-Match", "\"x\""), door.ana);
        assertThat(other.statusCode()).isEqualTo(200);
        var rest = ranged(path, "bytes=4-");
        assertThat(door.send(rest.copy().header("If-Range", etag), door.ana).statusCode())
                .isEqualTo(206);
        assertThat(door.send(rest.header("If-Range", "\"x\""), door.ana).statusCode())
                .isEqualTo(200);
    }

    @Test
    void bytesAreForSavingAndNeverForShowing() throws Exception {
        String path = path(door.images.completed(1));

        var headers = door.get(path + "/outputs/renditions/thumb.webp", door.ana).headers();

        assertThat(headers.firstValue("Content-Disposition"))
                .contains("attachment; filename=\"thumb.webp\"; filename*=UTF-8''thumb.webp");
        assertThat(headers.firstValue("Content-Type")).contains("image/webp");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "sandbox");
    }

    @Test
    void nothingIsServedBeforeACleanVerdict() throws Exception {
        var response = door.get(path(door.images.admitted(2)) + "/content", door.ana);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(TestDoor.code(response)).isEqualTo("not-ready");
    }

    @Test
    void anImageThatFailedUnscannedIsNotSaidToBeOnItsWay() throws Exception {
        ImageRecord image = door.images.failed(1, LedgerSamples.failed());

        var response = door.get(path(image) + "/content", door.ana);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(TestDoor.code(response)).isEqualTo("not-ready");
        assertThat(response.body()).contains("failed before").doesNotContain("yet");
    }

    @Test
    void anImageThatKilledItsSandboxesIsStillReadAndItsScanIsTold() throws Exception {
        ImageRecord image = door.images.failed(1, LedgerSamples.killer());

        assertThat(door.get(path(image) + "/content", door.ana).body()).isEqualTo(TEXT);
        assertThat(door.get(path(image), door.ana).body()).contains("27500", "sandbox-died");
    }

    @Test
    void fromTheSecondItIsDueAnImageIsGoneFromEveryRoute() throws Exception {
        ImageRecord image = door.images.completed(1);

        door.setClock(image.lifetime().expiresAt());

        for (String read : READS) {
            assertThat(door.get(path(image) + read, door.ana).statusCode()).as(read).isEqualTo(410);
        }
        assertThat(door.get(path(image) + "/events", door.ana).statusCode()).isEqualTo(410);
        assertThat(door.get("/v1/images", door.ana).body()).doesNotContain(image.id().toString());
        ImageId never =
                ImageId.of(
                        TestDoor.NOON.minus(Duration.ofDays(8)), new byte[ImageId.ENTROPY_BYTES]);
        assertThat(door.get("/v1/images/" + never, door.ana).statusCode()).isEqualTo(410);
    }

    @Test
    void theRecordTellsTheWholeWay() throws Exception {
        JsonNode done = TestDoor.json(door.get(path(door.images.completed(1)), door.ana));
        JsonNode waiting = TestDoor.json(door.get(path(door.images.admitted(2)), door.ana));

        assertThat(done.path("times").toString())
                .isEqualTo(
                        "{\"received\":\"2026-11-21T12:00:00Z\",\"claimed\":\"2026-11-21T12:00:03Z\","
                            + "\"scanned\":\"2026-11-21T12:00:04Z\",\"completed\":"
                            + "\"2026-11-21T12:00:05Z\"}");
        assertThat(done.path("changes").findValuesAsText("state"))
                .containsExactly("received", "claimed", "completed");
        assertThat(done.path("receipt").asText())
                .isEqualTo("receipt of " + done.path("id").asText());
        assertThat(done.path("scan").path("verdict").asText()).isEqualTo("clean");
        assertThat(done.path("programs").findValuesAsText("outcome")).contains("succeeded");
        assertThat(done.path("outputs").findValuesAsText("href"))
                .containsExactly(
                        "/v1/images/"
                                + done.path("id").asText()
                                + "/outputs/renditions/thumb.webp");
        assertThat(waiting.path("times").path("received").asText()).isNotEmpty();
        assertThat(waiting.path("times").path("claimed").isNull()).isTrue();
        assertThat(waiting.path("times").path("completed").isNull()).isTrue();
    }

    @Test
    void aMisspeltFilterIsRefusedAndDoesNotShowEverything() throws Exception {
        door.images.admitted(1);

        JsonNode misspelt = TestDoor.json(door.get("/v1/images?sate=failed", door.ana));
        JsonNode unknown = TestDoor.json(door.get("/v1/images?state=foo", door.ana));

        assertThat(misspelt.path("code").asText()).isEqualTo("malformed");
        assertThat(misspelt.path("detail").asText()).contains("cursor, from, limit, state");
        assertThat(unknown.path("detail").asText()).contains("received", "quarantined");
    }

    @Test
    void listsComeInPages() throws Exception {
        for (int i = 1; i <= 5; i++) {
            door.images.admitted(i);
        }

        JsonNode first = TestDoor.json(door.get("/v1/images?limit=3", door.ana));
        String cursor = first.path("cursor").asText();
        JsonNode second = TestDoor.json(door.get("/v1/images?limit=3&cursor=" + cursor, door.ana));

        assertThat(first.path("images")).hasSize(3);
        assertThat(second.path("images")).hasSize(2);
        assertThat(second.path("cursor").isNull()).isTrue();
        for (String odd : List.of("limit=0", "limit=501", "state=odd", "from=now", "cursor=x")) {
            assertThat(door.get("/v1/images?" + odd, door.ana).statusCode()).as(odd).isEqualTo(400);
        }
    }

    @Test
    void aPathThatLeadsOutOfTheOutputsFindsNothing() throws Exception {
        String path = path(door.images.completed(1));
        String head =
                " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(door.ana);

        for (String odd :
                List.of(
                        "..%2f..%2fcontent/x",
                        "..%2f..%2f/content",
                        "renditions/..%2fthumb.webp",
                        "renditions/..%2f..%2f..%2fcontent",
                        "renditions/..%5cthumb.webp",
                        "renditions/%2e%2e%2frenditions%2fthumb.webp",
                        "renditions/thumb.webp%00",
                        "renditions/thumb.webp%2f",
                        "renditions/..;/thumb.webp",
                        "%00/x",
                        "%2fetc%2fpasswd/x")) {
            String answer = door.raw("GET " + path + "/outputs/" + odd + head);

            assertThat(answer)
                    .as(odd)
                    .startsWith("HTTP/1.1 4")
                    .contains("application/problem+json")
                    .doesNotContain(TEXT, "image/webp", "root:");
        }
        String whole = door.raw("GET " + path + "/outputs/renditions/thumb.webp" + head);
        assertThat(whole).startsWith("HTTP/1.1 200").contains("image/webp");
    }

    @Test
    void headSaysWhatGetWouldSay() throws Exception {
        String path = path(door.images.completed(1));

        for (String read : READS) {
            var own = door.send(door.request(path + read).HEAD(), door.ana);
            assertThat(own.statusCode()).as(read).isEqualTo(200);
            assertThat(own.body()).isEmpty();
            assertThat(door.send(door.request(path + read).HEAD(), door.bob).statusCode())
                    .as(read)
                    .isEqualTo(404);
        }
        var content = door.send(ranged(path + "/content", "bytes=0-1").HEAD(), door.ana);
        assertThat(content.statusCode()).isEqualTo(200);
        assertThat(content.headers().firstValue("Content-Length"))
                .contains(Integer.toString(TEXT.length()));
    }

    private static String path(ImageRecord image) {
        return "/v1/images/" + image.id();
    }

    private HttpRequest.Builder ranged(String path, String range) {
        return door.request(path).header("Range", range);
    }
}
