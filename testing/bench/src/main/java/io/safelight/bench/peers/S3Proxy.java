package io.safelight.bench.peers;

import io.safelight.bench.measure.Benchmark.LeftOutException;
import io.safelight.bench.platform.Destination;
import io.safelight.bench.platform.Folders;
import io.safelight.bench.platform.Installation;
import io.safelight.bench.platform.Uploads;
import io.safelight.bench.processes.Commands;
import io.safelight.bench.processes.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An object store with the S3 protocol on a folder, in a process of its own. It neither encrypts
 * nor forces to the disk.
 */
public final class S3Proxy implements AutoCloseable {
    private static final String BUCKET = "images";
    private static final String COPY =
            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final Path bucket;
    private final URI url;

    private S3Proxy(Process process, Path bucket, URI url) {
        this.process = process;
        this.bucket = bucket;
        this.url = url;
    }

    /**
     * Fetches it by Maven where it is not there yet, and starts it.
     *
     * @param scratch takes its objects
     */
    public static S3Proxy start(Installation installation, Path scratch, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path folder = installation.cache().resolve("s3proxy");
        fetch(folder, progress);
        Path bucket = Files.createDirectories(scratch.resolve(BUCKET));
        int port = freePort();
        Path settings = scratch.resolveSibling(scratch.getFileName() + ".properties");
        Files.write(
                settings,
                List.of(
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "s3proxy.authorization=none",
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.filesystem.basedir=" + scratch));
        Process process =
                new ProcessBuilder(
                                installation.java().toString(),
                                "-Xmx512m",
                                "-cp",
                                folder + ":" + folder.resolve("lib") + "/*",
                                "org.gaul.s3proxy.Main",
                                "--properties",
                                settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                scratch.resolveSibling(scratch.getFileName() + ".log").toFile())
                        .start();
        var proxy = new S3Proxy(process, bucket, URI.create("http://127.0.0.1:" + port));
        try {
            Waiting.until(
                    "S3Proxy listens", START_LIMIT, Duration.ofMillis(50), () -> listens(port));
            return proxy;
        } catch (IOException | InterruptedException e) {
            proxy.close();
            throw e;
        }
    }

    public Uploads uploads(int clients) {
        return new Uploads(Destination.objects(url, "/" + BUCKET + "/"), clients);
    }

    public void deleteObjects() throws IOException {
        Folders.clear(bucket);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IOException("S3Proxy does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fetch(Path folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path description = Resources.copy("s3proxy.xml", folder);
        Resources.copy("logback.xml", folder);
        Path done = folder.resolve("fetched");
        if (Files.exists(done)) {
            return;
        }
        Optional<Path> maven = Tools.find("mvn");
        if (maven.isEmpty()) {
            throw new LeftOutException("S3Proxy is fetched by Maven: sudo apt-get install maven");
        }
        progress.accept("fetching S3Proxy by Maven into " + folder);
        var command = new ArrayList<>(List.of(maven.get().toString(), "-q", "-B"));
        // As the script does for builds: older Mavens do not read the variable themselves.
        String more = System.getenv().getOrDefault("MAVEN_ARGS", "").strip();
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split("\\s+")));
        }
        command.addAll(List.of("-f", description.toString(), COPY));
        command.add("-DoutputDirectory=" + folder.resolve("lib"));
        var environment = Map.of("JAVA_HOME", System.getProperty("java.home"), "MAVEN_ARGS", "");
        var ended = Commands.run(folder, environment, command);
        if (ended.code() != 0) {
            throw new LeftOutException("Maven cannot fetch S3Proxy: " + ended.output().strip());
        }
        Files.createFile(done);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
