package io.safelight.console;

import static org.awaitility.Awaitility.await;

import io.safelight.node.Main;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A whole platform in a process of its own, with its data in a folder that is new. */
final class RunningPlatform implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration END_LIMIT = Duration.ofSeconds(20);

    /** As in the launcher. */
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:-UsePerfData",
                    "-Djava.awt.headless=true",
                    "-Xmx512m");

    private final Path data;
    private final Process process;

    private RunningPlatform(Path data, Process process) {
        this.data = data;
        this.process = process;
    }

    /**
     * Returns when it takes images; other parts may still be on their way.
     *
     * @param settings such as {@code scan.signatures=test}
     */
    static RunningPlatform start(String... settings) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "platform-");
        Path data = folder.resolve("data");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "run", "--data", data.toString()));
        command.addAll(List.of("--port", "0"));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output.log").toFile())
                        .start();
        var platform = new RunningPlatform(data, process);
        platform.awaitFile("endpoint");
        platform.awaitFile("admin.token");
        return platform;
    }

    URI url() {
        return URI.create(read("endpoint"));
    }

    Api administrator() {
        return new Api(url(), read("admin.token"));
    }

    String administratorToken() {
        return read("admin.token");
    }

    /** Until every part is up. */
    RunningPlatform awaitReady() {
        await("platform ready")
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> administrator().status("/readyz") == 200);
        return this;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.out.println("the platform does not stop and is killed: " + e);
        }
        process.destroyForcibly();
    }

    private void awaitFile(String name) {
        await(name)
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> exists(name));
    }

    private boolean exists(String name) {
        if (!process.isAlive()) {
            throw new AssertionError("the platform ended; its words are in " + data.getParent());
        }
        return Files.exists(data.resolve(name));
    }

    private String read(String name) {
        try {
            return Files.readString(data.resolve(name)).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
