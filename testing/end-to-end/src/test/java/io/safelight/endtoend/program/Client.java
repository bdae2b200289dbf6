package io.safelight.endtoend.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** A client of the HTTP API. Safe for many threads. */
public final class Client {
    public static final JsonMapper JSON = new JsonMapper();
    public static final Set<String> FINAL = Set.of("completed", "quarantined", "failed");

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    private final Supplier<URI> base;
    private final String token;

    /** A whole answer. */
    public record Answer(int status, HttpHeaders headers, byte[] body) {
        public JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        public Answer expect(int expected) {
            assertThat(status).as(new String(body, StandardCharsets.UTF_8)).isEqualTo(expected);
            return this;
        }
    }

    /**
     * @param base asked each time, for platforms that come back on another port
     */
    public Client(Supplier<URI> base, String token) {
        this.base = base;
        this.token = token;
    }

    public Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    /**
     * @param headers names and values in turn
     */
    public Answer post(String path, byte[] body, String... headers) throws IOException {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    public Answer post(String path, ObjectNode body) throws IOException {
        return post(path, JSON.writeValueAsBytes(body), "Content-Type", "application/json");
    }

    /** The id of an image that was taken in. */
    public String upload(byte[] image, String... headers) throws IOException {
        return post("/v1/images", image, headers).expect(201).json().path("id").asText();
    }

    /** The id of an image that was taken in under a name. */
    public String upload(String filename, byte[] image) throws IOException {
        return upload(image, "Content-Disposition", "attachment; filename=\"" + filename + "\"");
    }

    public JsonNode image(String id) throws IOException {
        return get("/v1/images/" + id).expect(200).json();
    }

    /** The rows of an answer, each an array. */
    public JsonNode sql(String sql) throws IOException {
        JsonNode answer = post("/v1/sql", object().put("sql", sql)).expect(200).json();
        assertThat(answer.path("truncated").asBoolean()).isFalse();
        return answer.path("rows");
    }

    public JsonNode images() throws IOException {
        return get("/v1/images").expect(200).json().path("images");
    }

    public JsonNode status() throws IOException {
        return get("/v1/status").expect(200).json();
    }

    /** A member's token, as soon as the stream is up. */
    public JsonNode newToken(String tenant) throws IOException {
        ObjectNode wish = object().put("tenant", tenant).put("principal", "tester");
        return await("a token for both doors")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> post("/v1/tokens", wish), answer -> answer.status() != 503)
                .expect(201)
                .json();
    }

    public JsonNode awaitFinal(String id) {
        return await("final: " + id)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> image(id), image -> FINAL.contains(image.path("state").asText()));
    }

    /** Until the lake's answer to a count is that number. */
    public void awaitCount(String sql, long count) {
        await(sql)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(
                        () -> assertThat(sql(sql).path(0).path(0).asLong()).isEqualTo(count));
    }

    /** A stream of server-sent events; the caller closes it. */
    public InputStream events(String path, String... headers) throws IOException {
        HttpRequest.Builder request = request(path).GET();
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<InputStream> response =
                    HTTP.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.get().resolve(path))
                .timeout(ANSWER_LIMIT)
                .header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }
}
