package io.safelight.bench.platform;

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

/** The HTTP API as an administrator asks it, beside the load. Safe for many threads. */
public final class Api {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final URI base;
    private final String token;

    Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Of an endpoint that may not answer yet. */
    int status(String path) throws IOException {
        return send(request(path).GET()).statusCode();
    }

    public JsonNode get(String path) throws IOException {
        return json(send(request(path).GET()));
    }

    /** The rows of an answer, each an array. */
    public JsonNode sql(String sql) throws IOException {
        String body = JSON.createObjectNode().put("sql", sql).toString();
        return json(send(
                        request("/v1/sql")
                                .header("Content-Type", "application/json")
                                .header("Accept", "application/json")
                                .POST(BodyPublishers.ofString(body))))
                .path("rows");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    response.uri()
                            + " answered "
                            + response.statusCode()
                            + ": "
                            + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return JSON.readTree(response.body());
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
