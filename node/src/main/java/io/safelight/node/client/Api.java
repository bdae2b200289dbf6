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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The running platform, as a client sees it. Safe for many threads. */
public final class Api implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UNAUTHENTICATED = 401;
    private static final Set<Integer> TRY_LATER = Set.of(429, 503);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_PROBLEM_BYTES = 64 << 10;

    private final Access access;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Api(URI base, String token) {
        this(new Access(base, base.toString(), token, "use", "Make another."));
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
        return read(send(request));
    }

    /**
     * As {@link #json}, but a platform that is busy or not all up is asked again, as often as it
     * says and for half a minute. For requests that may be repeated.
     */
    public JsonNode patientJson(HttpRequest.Builder request) {
        Instant deadline = Instant.now().plus(PATIENCE);
        HttpRequest.Builder again = request.copy();
        while (true) {
            HttpResponse<InputStream> response = send(again);
            Optional<Duration> wait =
                    TRY_LATER.contains(response.statusCode())
                            ? Optional.of(retryAfter(response))
                            : Optional.empty();
            if (wait.isEmpty() || Instant.now().plus(wait.get()).isAfter(deadline)) {
                return read(response);
            }
            Terminal.noticeOnce("The platform is busy or still starting; trying again.");
            discard(response);
            pause(wait.get());
            again = request.copy();
        }
    }

    /** The answer's body; a problem becomes a {@link CommandException}. The caller closes. */
    public InputStream stream(HttpRequest.Builder request) {
        return bodyOf(send(request));
    }

    private JsonNode read(HttpResponse<InputStream> response) {
        try (InputStream body = bodyOf(response)) {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw cutOff(e);
        }
    }

    private InputStream bodyOf(HttpResponse<InputStream> response) {
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw problem(
                    response.statusCode(),
                    new String(body.readNBytes(MAX_PROBLEM_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw cutOff(e);
        }
    }

    private static CommandException cutOff(IOException cause) {
        return new CommandException(ExitCode.FAILED, "The answer was cut off. Try again.", cause);
    }

    private static Duration retryAfter(HttpResponse<InputStream> response) {
        try {
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
            return Duration.ofSeconds(Math.clamp(seconds, 1, 10));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(1);
        }
    }

    private static void discard(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            body.skip(MAX_PROBLEM_BYTES);
        } catch (IOException e) {
            throw cutOff(e);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "Interrupted.", e);
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
            throw Access.notRunning(access.place());
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
            return CommandException.answered(
                    status,
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
                return CommandException.answered(status, detail + " (" + code + ")");
            }
        } catch (JsonProcessingException e) {
            // Not a problem document: the status must do.
        }
        return CommandException.answered(status, "The platform answered " + status + ".");
    }
}
