package io.safelight.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.node.DataDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The running platform, as a client sees it. Safe for many threads. */
public final class Api implements AutoCloseable {
    /** Overrides what the data directory says, for a platform elsewhere. */
    public static final String URL_VARIABLE = "SAFELIGHT_URL";

    /**
     * Overrides the data directory's admin.token. A token is never an argument: arguments show in
     * process lists.
     */
    public static final String TOKEN_VARIABLE = "SAFELIGHT_TOKEN";

    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Finds the platform through the data directory, or the environment. */
    static Api of(DataDirectory data, Map<String, String> environment) {
        String url = environment.getOrDefault(URL_VARIABLE, data.read(data.endpoint()).orElse(""));
        String token =
                environment.getOrDefault(TOKEN_VARIABLE, data.read(data.adminToken()).orElse(""));
        if (url.isEmpty()) {
            throw notRunning(data.root().toString());
        }
        if (token.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Safelight runs on "
                            + data.root()
                            + ", but there is no token in "
                            + data.adminToken()
                            + ". Set "
                            + TOKEN_VARIABLE
                            + ", or delete that file and restart: a new one is written.");
        }
        return new Api(URI.create(url), token);
    }

    /** A JSON answer, whatever its status; a problem becomes a {@link CommandException}. */
    public JsonNode json(HttpRequest.Builder request) {
        try (InputStream body = stream(request)) {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "The answer was cut off. Try again.", e);
        }
    }

    /** The answer's body; a problem becomes a {@link CommandException}. The caller closes. */
    public InputStream stream(HttpRequest.Builder request) {
        HttpResponse<InputStream> response = send(request);
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw problem(
                    response.statusCode(),
                    new String(body.readNBytes(64 << 10), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "The answer was cut off. Try again.", e);
        }
    }

    /** The response as it is. */
    public HttpResponse<InputStream> send(HttpRequest.Builder request) {
        try {
            HttpResponse<InputStream> response =
                    client.send(
                            request.header("Authorization", "Bearer " + token).build(),
                            BodyHandlers.ofInputStream());
            List<String> notices = response.headers().allValues("Safelight-Notice");
            notices.forEach(Terminal::noticeOnce);
            return response;
        } catch (ConnectException e) {
            throw notRunning(base.toString());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "The connection to "
                            + base
                            + " broke. `safelight status` tells whether it runs.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "Interrupted.", e);
        }
    }

    public HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).GET();
    }

    public HttpRequest.Builder post(String path, BodyPublisher body) {
        return HttpRequest.newBuilder(base.resolve(path)).POST(body);
    }

    public HttpRequest.Builder post(String path, JsonNode body) {
        return post(path, BodyPublishers.ofString(body.toString()))
                .header("Content-Type", "application/json");
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static CommandException problem(int status, String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String detail = problem.path("detail").asText("");
            String code = problem.path("code").asText("");
            if (!code.isEmpty()) {
                return new CommandException(ExitCode.FAILED, detail + " (" + code + ")");
            }
        } catch (JsonProcessingException e) {
            // Not a problem document: the status must do.
        }
        return new CommandException(ExitCode.FAILED, "The platform answered " + status + ".");
    }

    private static CommandException notRunning(String where) {
        return new CommandException(
                ExitCode.NOT_RUNNING,
                "No Safelight runs on "
                        + where
                        + ". Start one with `safelight run`, or name its folder with --data.");
    }
}
