package io.safelight.endtoend.program;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A whole platform in a process of its own. Its output goes to {@code output.log} beside its data.
 * Stopped when closed, so that nothing of it is left, and killed where that does not help.
 */
public final class PlatformProcess implements AutoCloseable {
    /** In the environment of the platform and of what it starts, so that remains can be found. */
    public static final String MARK = "END_TO_END_PLATFORM";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    private static final int TAIL_CHARACTERS = 6_000;

    private final Path data;
    private final Process process;
    private final String mark;

    private PlatformProcess(Path data, Process process, String mark) {
        this.data = data;
        this.process = process;
        this.mark = mark;
    }

    /** Returns at once; any free port and test signatures unless {@code options} say otherwise. */
    public static PlatformProcess start(Path data, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("run", "--data", data.toString()));
        arguments.addAll(List.of("--set", "scan.signatures=test"));
        if (!List.of(options).contains("--port")) {
            arguments.addAll(List.of("--port", "0"));
        }
        arguments.addAll(List.of(options));
        var builder =
                new ProcessBuilder(Program.command(Program.SERVER, arguments))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(data).toFile()));
        String mark = data.getFileName() + "-" + System.nanoTime();
        builder.environment().put(MARK, mark);
        return new PlatformProcess(data, builder.start(), mark);
    }

    /** Returns when every part is up. */
    public static PlatformProcess ready(Path data, String... options) throws IOException {
        return started(data, "/readyz", options);
    }

    /** Returns when images are taken; other parts may still be on their way, or never come. */
    public static PlatformProcess started(Path data, String... options) throws IOException {
        return started(data, "/healthz", options);
    }

    private static PlatformProcess started(Path data, String sign, String[] options)
            throws IOException {
        PlatformProcess platform = start(data, options);
        try {
            platform.await200(sign);
            return platform;
        } catch (RuntimeException | Error e) {
            platform.close();
            throw e;
        }
    }

    /** Until every part is up. */
    public void awaitReady() {
        await200("/readyz");
    }

    private void await200(String path) {
        await("200 at " + path)
                .atMost(START_LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> answers200(path));
    }

    public long pid() {
        return process.pid();
    }

    public Path data() {
        return data;
    }

    /** {@link #kill()} first, or at once after: what must not outlive this process. */
    public Remains remains() {
        return Remains.of(pid(), MARK + "=" + mark);
    }

    public URI url() {
        return URI.create(read("endpoint"));
    }

    public String administratorToken() {
        return read("admin.token");
    }

    public Client administrator() {
        return client(administratorToken());
    }

    public Client client(String token) {
        return new Client(this::url, token);
    }

    /** kill -9 of this process and of no other; returns when it is dead. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM; returns the exit status. */
    public int terminate() {
        process.destroy();
        awaitEnd();
        return process.exitValue();
    }

    /** The end of what it wrote, of all starts on this data. */
    public String output() {
        try {
            String all = allOutput();
            return all.substring(Math.max(0, all.length() - TAIL_CHARACTERS));
        } catch (IOException e) {
            return "no output: " + e;
        }
    }

    /** All that it wrote, of all starts on this data. */
    public String allOutput() throws IOException {
        return Files.readString(log(data));
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
        kill();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the platform does not end:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private boolean answers200(String path) {
        if (!process.isAlive()) {
            throw new AssertionError(
                    "the platform ended with " + process.exitValue() + ":\n" + output());
        }
        if (!Files.exists(data.resolve("endpoint")) || !Files.exists(data.resolve("admin.token"))) {
            return false;
        }
        try {
            return administrator().get(path).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String read(String name) {
        try {
            return Files.readString(data.resolve(name)).strip();
        } catch (NoSuchFileException e) {
            throw new AssertionError("the platform has not written " + name, e);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + "-output.log");
    }
}
