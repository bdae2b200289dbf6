package io.safelight.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The HTTP API, for what a test needs beside the browser. Safe for many threads. */
final class Api {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> FINAL = Set.of("completed", "quarantined", "failed");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final String token;

    Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** A member's token of that tenant. */
    String newToken(String tenant) throws IOException {
        byte[] body =
                JSON.writeValueAsBytes(Map.of("tenant", tenant, "principal", "ana@" + tenant));
        HttpRequest.Builder request =
                request("/v1/tokens").header("Content-Type", "application/json");
        return json(request.POST(BodyPublishers.ofByteArray(body))).path("token").asText();
    }

    /** The id of an image that was taken in. */
    String upload(String filename, byte[] image) throws IOException {
        return json(request("/v1/images")
                        .header("Content-Disposition", "attachment; filename=\"" + filename + "\"")
                        .POST(BodyPublishers.ofByteArray(image)))
                .path("id")
                .asText();
    }

    JsonNode get(String path) throws IOException {
        return json(request(path).GET());
    }

    int status(String path) {
        try {
            return send(request(path).GET()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    JsonNode awaitFinal(String id) {
        return await("final: " + id)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> get("/v1/images/" + id),
                        image -> FINAL.contains(image.path("state").asText()));
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException {
        HttpResponse<byte[]> response = send(request);
        assertThat(response.statusCode()).as("%s", response).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
