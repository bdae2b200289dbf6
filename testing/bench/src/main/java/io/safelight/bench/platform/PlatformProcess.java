package io.safelight.bench.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.bench.processes.ProcessTree;
import io.safelight.bench.processes.ProcessorClock;
import io.safelight.bench.processes.Stat;
import io.safelight.bench.processes.Waiting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A whole platform in a process of its own, with test signatures, on any free port. Its log lies
 * beside its data. Stopped when closed.
 */
public final class PlatformProcess implements AutoCloseable {
    private static final String SCANNER = "clamd";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int TAIL = 2_000;

    private final Path data;
    private final Process process;
    private final ProcessorClock clock;

    private PlatformProcess(Path data, Process process) {
        this.data = data;
        this.process = process;
        this.clock = ProcessorClock.start(process.pid(), SCANNER);
    }

    /**
     * Returns at once.
     *
     * @param options more of {@code run}'s
     */
    public static PlatformProcess start(Installation installation, Path data, String... options)
            throws IOException {
        // What a killed one left would be taken for this one's.
        Files.deleteIfExists(data.resolve("endpoint"));
        var arguments = new ArrayList<>(List.of("run", "--data", data.toString(), "--port", "0"));
        arguments.addAll(List.of("--set", "scan.signatures=test"));
        arguments.addAll(List.of(options));
        Path log = log(data);
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process =
                new ProcessBuilder(installation.command(arguments))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        return new PlatformProcess(data, process);
    }

    /** Starts one and waits until every part is up. */
    public static PlatformProcess ready(Installation installation, Path data, String... options)
            throws IOException, InterruptedException {
        PlatformProcess platform = start(installation, data, options);
        try {
            platform.awaitReady();
            return platform;
        } catch (IOException | InterruptedException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    public void awaitReady() throws IOException, InterruptedException {
        Waiting.until("the platform is ready", START_LIMIT, LOOK, this::isReady);
    }

    public long pid() {
        return process.pid();
    }

    /** Empty before it listens. */
    public Optional<URI> url() throws IOException {
        Path endpoint = data.resolve("endpoint");
        requireAlive();
        // The token of a first start is written before the endpoint is.
        return Files.exists(endpoint)
                ? Optional.of(URI.create(Files.readString(endpoint).strip()))
                : Optional.empty();
    }

    public String token() throws IOException {
        return Files.readString(data.resolve("admin.token")).strip();
    }

    public Api api() throws IOException {
        return new Api(url().orElseThrow(), token());
    }

    /** Many at once. */
    public Uploads uploads(String path, int clients) throws IOException {
        return new Uploads(Destination.platform(url().orElseThrow(), path, token()), clients);
    }

    /** The program and its children, but for the scanner. */
    public ProcessTree tree() {
        return ProcessTree.of(pid()).without(SCANNER);
    }

    /** Of the program and its children, but for the scanner, since its start. */
    public Duration processorTime() {
        return clock.total();
    }

    public Duration scannerProcessorTime() {
        return clock.totalApart();
    }

    /** Of the program alone. */
    public Duration ownProcessorTime() {
        return Stat.of(pid()).orElseThrow().own();
    }

    public ProcessTree scanner() {
        return ProcessTree.of(pid()).only(SCANNER);
    }

    /** No image is scanned until it is closed; a scan that had begun waits. */
    public ScannerHold holdScanner() {
        return ScannerHold.of(this::scanner);
    }

    /** Until no image waits or is in work. */
    public void awaitIdle(Duration limit) throws IOException, InterruptedException {
        Api api = api();
        Waiting.until("every image is final", limit, LOOK.multipliedBy(2), () -> waiting(api) == 0);
    }

    /** How many images are not final. */
    public static long waiting(Api api) throws IOException {
        JsonNode images = api.get("/v1/status").path("images");
        return images.path("received").asLong() + images.path("claimed").asLong();
    }

    /** kill -9, and nothing else. */
    public void kill() throws IOException {
        clock.close();
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() throws IOException {
        clock.close();
        process.destroy();
        awaitEnd();
    }

    /** Also when this thread is interrupted: the platform then ends its own children first. */
    private void awaitEnd() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the platform did not end; see " + log(data));
            }
        } catch (InterruptedException e) {
            interrupted = true;
            process.destroyForcibly();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isReady() throws IOException {
        if (url().isEmpty()) {
            return false;
        }
        try {
            return api().status("/readyz") == 200;
        } catch (java.net.ConnectException e) {
            return false;
        }
    }

    private void requireAlive() throws IOException {
        if (!process.isAlive()) {
            String log = Files.readString(log(data));
            throw new IOException(
                    "the platform ended with "
                            + process.exitValue()
                            + ":\n"
                            + log.substring(Math.max(0, log.length() - TAIL)));
        }
    }

    private static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }
}
