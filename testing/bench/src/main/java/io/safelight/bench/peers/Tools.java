package io.safelight.bench.peers;

import io.safelight.bench.measure.Benchmark.LeftOutException;
import io.safelight.bench.processes.Commands;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Programs of the system. What lacks is installed where that needs no question, and said. */
public final class Tools {
    private static final Path HERE = Path.of("").toAbsolutePath();

    private final Consumer<String> progress;

    public Tools(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * @param debianPackage that holds it
     * @throws LeftOutException when it is not there and cannot be installed, with what to type
     */
    public Path require(String program, String debianPackage)
            throws IOException, InterruptedException {
        Optional<Path> there = find(program);
        if (there.isPresent()) {
            return there.get();
        }
        install(program, debianPackage);
        return find(program).orElseThrow(() -> lacks(program, debianPackage));
    }

    static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : (path + ":/usr/bin:/bin:/usr/local/bin").split(File.pathSeparator)) {
            Path candidate = Path.of(folder).resolve(program);
            if (folder.startsWith("/") && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private void install(String program, String debianPackage)
            throws IOException, InterruptedException {
        Optional<List<String>> root = asRoot();
        if (find("apt-get").isEmpty() || root.isEmpty()) {
            throw lacks(program, debianPackage);
        }
        progress.accept("installing the Debian package " + debianPackage);
        if (!aptGet(root.get(), "install", debianPackage)) {
            // Package lists that are too old name files that are gone.
            aptGet(root.get(), "update");
            aptGet(root.get(), "install", debianPackage);
        }
    }

    private static boolean aptGet(List<String> root, String... words)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(root);
        command.addAll(
                List.of(
                        "env",
                        "DEBIAN_FRONTEND=noninteractive",
                        "apt-get",
                        "-q",
                        "-y",
                        "--no-install-recommends",
                        "-o",
                        "DPkg::Lock::Timeout=120"));
        command.addAll(List.of(words));
        return Commands.run(HERE, Map.of(), command).code() == 0;
    }

    /** What goes before a command to run it as root; empty when that needs a password. */
    private static Optional<List<String>> asRoot() throws IOException, InterruptedException {
        if ("root".equals(System.getProperty("user.name"))) {
            return Optional.of(List.of());
        }
        if (find("sudo").isPresent()
                && Commands.run(HERE, Map.of(), List.of("sudo", "-n", "true")).code() == 0) {
            return Optional.of(List.of("sudo", "-n"));
        }
        return Optional.empty();
    }

    private static LeftOutException lacks(String program, String debianPackage) {
        return new LeftOutException(program + " is missing: sudo apt-get install " + debianPackage);
    }
}
