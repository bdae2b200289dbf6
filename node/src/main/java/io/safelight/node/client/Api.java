package io.safelight.node.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.node.configuration.DataDirectory;
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
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UNAUTHENTICATED = 401;

    private final Access access;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Api(URI base, String token) {
        this(new Access(base, token, "use", "Make another."));
    }

    private Api(Access access) {
        this.access = access;
    }

    /** Finds the platform through the data directory, or the environment. */
    static Api of(DataDirectory data, Map<String, String> environment) {
        return new Api(Access.of(data, environment));
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
                            request.header("Authorization", "Bearer " + access.token()).build(),
                            BodyHandlers.ofInputStream());
            List<String> notices = response.headers().allValues("Safelight-Notice");
            notices.forEach(Terminal::noticeOnce);
            return response;
        } catch (ConnectException e) {
            throw Access.notRunning(access.base().toString());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "The connection to "
                            + access.base()
                            + " broke. `safelight status` tells whether it runs.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "Interrupted.", e);
        }
    }

    public HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(access.base().resolve(path)).GET();
    }

    public HttpRequest.Builder post(String path, BodyPublisher body) {
        return HttpRequest.newBuilder(access.base().resolve(path)).POST(body);
    }

    public HttpRequest.Builder post(String path, JsonNode body) {
        return post(path, BodyPublishers.ofString(body.toString()))
                .header("Content-Type", "application/json");
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private CommandException problem(int status, String body) {
        if (status == UNAUTHENTICATED) {
            return new CommandException(
                    ExitCode.FAILED,
                    access.base()
                            + " does not know the token in "
                            + access.origin()
                            + ". "
                            + access.remedy());
        }
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
}
