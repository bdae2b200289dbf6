package io.safelight.observability;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.safelight.node.Main;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real program in a process of its own; stopped when closed. */
final class RunningPlatform implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path data;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningPlatform(Path data, Process process) {
        this.data = data;
        this.process = process;
    }

    static RunningPlatform start(Path data) throws IOException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--data",
                        data.toString(),
                        "--port",
                        "0",
                        "--set",
                        "scan.signatures=test");
        var output = data.resolveSibling("output.log").toFile();
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        var platform = new RunningPlatform(data, process);
        try {
            await().atMost(START_LIMIT).until(platform::isReady);
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw new IllegalStateException(Files.readString(output.toPath()), e);
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("it ended: " + process.exitValue());
        }
        return Files.exists(data.resolve("endpoint"))
                && send(request("/readyz").GET()).statusCode() == 200;
    }

    String metrics() throws IOException, InterruptedException {
        return send(request("/metrics").GET()).body();
    }

    /** The answer's status. */
    int upload(byte[] image) throws IOException, InterruptedException {
        return send(request("/v1/images").POST(BodyPublishers.ofByteArray(image))).statusCode();
    }

    JsonNode ask(String sql) throws IOException, InterruptedException {
        String question = JSON.createObjectNode().put("sql", sql).toString();
        return JSON.readTree(
                send(request("/v1/sql").POST(BodyPublishers.ofString(question))).body());
    }

    JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(send(request("/v1/status").GET()).body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(read("endpoint") + path))
                .header("Authorization", "Bearer " + read("admin.token"))
                .timeout(Duration.ofSeconds(30));
    }

    private String read(String file) throws IOException {
        return Files.readString(data.resolve(file)).strip();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
