package io.safelight.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.domain.image.Attributes;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Client.Answer;
import io.safelight.endtoend.program.DeadLetters;
import io.safelight.endtoend.program.KafkaClient;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes by mistake or by ill will gets a clear answer, and harms nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class BadInputTest {
    private static final String NAMED = "attachment; filename=x.jpg";
    private static final String OTHER_SHA256 = "0".repeat(64);
    private static final String OTHER_DIGEST = "sha-256=:" + "A".repeat(43) + "=:";

    /** Of attributes that are short enough. */
    private static final int DEPTH = (Attributes.MAX_JSON_BYTES - 10) / 2;

    private static final Pictures PICTURES = Pictures.seeded(3);

    private final PlatformProcess platform;
    private final Client administrator;
    private final Client member;

    BadInputTest(@TempDir Path folder) throws IOException {
        platform = PlatformProcess.ready(folder.resolve("data"));
        administrator = platform.administrator();
        member = member("bad");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    /**
     * @param headers names and values in turn
     */
    private record Bad(String name, byte[] bytes, List<String> headers, int status, String code) {
        Answer post(Client client) throws IOException {
            var all = new ArrayList<>(List.of("Content-Disposition", NAMED));
            all.addAll(List.of("Content-Type", "image/jpeg"));
            all.addAll(headers);
            return client.post("/v1/images", bytes, all.toArray(String[]::new));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bad> refused() {
        byte[] good = PICTURES.with("refused");
        var digest = List.of("Repr-Digest", OTHER_DIGEST);
        String brackets = "[".repeat(DEPTH) + "]".repeat(DEPTH);
        var deep = List.of("Safelight-Attributes", "{\"a\":" + brackets + "}");
        return List.of(
                new Bad("nothing", new byte[0], List.of(), 415, "empty"),
                new Bad("svg", BadFiles.svg(), List.of(), 415, "unsupported-type"),
                new Bad("pdf", BadFiles.pdf(), List.of(), 415, "unsupported-type"),
                new Bad("html", BadFiles.html(), List.of(), 415, "unsupported-type"),
                new Bad("zip", BadFiles.zip(), List.of(), 415, "unsupported-type"),
                new Bad("digest", good, digest, 422, "digest-mismatch"),
                new Bad("bomb", BadFiles.pixelBomb(), List.of(), 413, "too-many-pixels"),
                new Bad("deep", good, deep, 400, "malformed-attributes"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoGoodImageIsRefusedWithItsReason(Bad bad) throws IOException {
        Answer answer = bad.post(member);

        assertThat(answer.expect(bad.status()).json().path("code").asText()).isEqualTo(bad.code());
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(member.images()).isEmpty();
    }

    @Test
    void goodOnesBetweenBadOnesGoTheirWay() throws IOException {
        Client mixed = member("mixed");
        var good = new ArrayList<String>();

        for (Bad bad : refused()) {
            bad.post(mixed).expect(bad.status());
            good.add(mixed.upload(PICTURES.with("beside " + bad)));
        }

        for (String id : good) {
            assertThat(mixed.awaitFinal(id).path("state").asText()).isEqualTo("completed");
        }
        assertThat(mixed.images()).hasSameSizeAs(good);
        mixed.awaitCount("SELECT count(*) FROM images", good.size());
    }

    @Test
    void aPngThatIsCalledJpegIsServedAsWhatItIs() throws IOException {
        byte[] png = Pictures.png(64, 48);
        String id =
                member("misnamed")
                        .upload(png, "Content-Disposition", NAMED, "Content-Type", "image/jpeg");

        JsonNode image = administrator.awaitFinal(id);
        assertThat(image.path("state").asText()).isEqualTo("completed");
        assertThat(image.path("contentType").asText()).isEqualTo("image/png");
        Answer content = administrator.get("/v1/images/" + id + "/content").expect(200);
        assertThat(content.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(content.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
        assertThat(content.body()).isEqualTo(png);
    }

    @Test
    void anHeicCompletesWithItsRenditions() throws IOException {
        String id = administrator.upload("photo.heic", BadFiles.heic());

        JsonNode image = administrator.awaitFinal(id);
        assertThat(image.path("state").asText()).as(image.toString()).isEqualTo("completed");
        assertThat(image.path("contentType").asText()).isEqualTo("image/heic");
        assertThat(image.path("probe").path("width").asInt()).isEqualTo(48);
        String outputs = "/v1/images/" + id + "/outputs/renditions/";
        assertThat(administrator.get(outputs + "preview.jpg").expect(200).body())
                .startsWith(0xFF, 0xD8);
        assertThat(administrator.get(outputs + "thumb.webp").expect(200).body())
                .startsWith('R', 'I', 'F', 'F');
    }

    @Test
    void aRecordWithAWrongDigestIsADeadLetterAndNoImage() throws Exception {
        JsonNode token = administrator.newToken("digest");
        Client ours = platform.client(token.path("token").asText());
        try (KafkaClient kafka = KafkaClient.of(token)) {
            kafka.send(PICTURES.with("wrong"), "{}", "sha-256", OTHER_SHA256);
            byte[] right = PICTURES.with("right");
            kafka.send(right, "{}", "sha-256", Pictures.sha256(right));
        }

        JsonNode letter = DeadLetters.first(token);

        assertThat(letter.path("code").asText()).isEqualTo("digest-mismatch");
        assertThat(letter.toString()).doesNotContain("wrong", OTHER_SHA256);
        ours.awaitCount("SELECT count(*) FROM images WHERE state = 'completed'", 1);
        assertThat(ours.images()).hasSize(1);
        assertThat(ours.get("/v1/images/" + letter.path("image").asText()).status()).isEqualTo(404);
    }

    /** The bytes are a whole image; only what the sender promised is not there. */
    @ParameterizedTest
    @CsvSource({"declared, Content-Length: 1000000", "chunked, Transfer-Encoding: chunked"})
    void aBodyThatIsCutOffIsNoImage(String tenant, String framing) throws IOException {
        String token = administrator.newToken(tenant).path("token").asText();
        Client ours = platform.client(token);
        byte[] image = PICTURES.with("cut");

        String answer = cutOff(token, framing, image);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"body-cut\"");
        assertThat(ours.images()).isEmpty();
        assertThat(ours.awaitFinal(ours.upload(image)).path("state").asText())
                .isEqualTo("completed");
        ours.awaitCount("SELECT count(*) FROM images", 1);
    }

    private String cutOff(String token, String framing, byte[] image) throws IOException {
        URI url = platform.url();
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(30_000);
            var out = socket.getOutputStream();
            String head =
                    "POST /v1/images HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n"
                            .formatted(token, framing);
            out.write(head.getBytes(UTF_8));
            if (framing.endsWith("chunked")) {
                out.write((Integer.toHexString(image.length) + "\r\n").getBytes(UTF_8));
            }
            out.write(image);
            out.write("\r\n".getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private Client member(String tenant) throws IOException {
        return platform.client(administrator.newToken(tenant).path("token").asText());
    }
}
