package io.safelight.bench.platform;

import io.safelight.bench.processes.Commands;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program to measure, as it was built.
 *
 * @param home the root of the sources
 * @param jvmOptions more than the usual ones
 */
public record Installation(Path home, List<String> jvmOptions) {
    private static final String MAIN = "io.safelight.node.Main";

    /** As in the script {@code safelight}. */
    static final String LEARNED_START = "node/target/safelight/start.aot";

    /** As in the script {@code safelight}. */
    static final String QUIETLY = "-Xlog:aot*=off,cds*=off";

    /** As in the script {@code safelight}. */
    static final List<String> JVM_OPTIONS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:-UsePerfData",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:-HeapDumpOnOutOfMemoryError",
                    "-XX:-CreateCoredumpOnCrash",
                    "-XX:ErrorFile=/dev/null",
                    "-Djava.awt.headless=true",
                    "-XX:+UseG1GC",
                    "-Xms64m",
                    "-Xmx512m");

    public Installation {
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** The one that this class belongs to. */
    public static Installation own() throws IOException {
        try {
            Path place =
                    Path.of(
                            Installation.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path at = place;
            while (at != null && !Files.isDirectory(at.resolve(".mvn"))) {
                at = at.getParent();
            }
            if (at == null) {
                throw new IOException(place + " is not below the root of the sources.");
            }
            return new Installation(at, List.of());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    public Installation with(List<String> moreJvmOptions) {
        return new Installation(home, moreJvmOptions);
    }

    /** What is kept from one run to the next: pictures, peers. */
    public Path cache() {
        return home.resolve(".build").resolve("bench");
    }

    public Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** All jars of the program, in the order in which the JVM takes them. */
    public String classPath() {
        return home.resolve("node/target/safelight/lib") + "/*";
    }

    /** A command line that runs the program. */
    List<String> command(List<String> arguments) throws IOException {
        if (!Files.isDirectory(home.resolve("node/target/safelight/lib"))) {
            throw new IOException("The program is not built: run ./safelight help once.");
        }
        var command = new ArrayList<String>();
        command.add(java().toString());
        command.addAll(JVM_OPTIONS);
        if (Files.exists(learnedStart()) && Files.size(learnedStart()) > 0) {
            command.addAll(List.of("-XX:AOTCache=" + learnedStart(), QUIETLY));
        }
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), MAIN));
        command.addAll(arguments);
        return command;
    }

    /** What the JVM kept of the program's classes, see the script. */
    private Path learnedStart() {
        return home.resolve(LEARNED_START);
    }

    /** Such as {@code e25e0a3}, with a plus sign when files differ from it. */
    public String commit() throws InterruptedException {
        try {
            String id = git("rev-parse", "--short", "HEAD");
            return id + (git("status", "--porcelain", "-uno").isEmpty() ? "" : "+");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "--no-optional-locks", "-C", home.toString()));
        command.addAll(List.of(arguments));
        return Commands.run(home, Map.of(), command).orThrow("git").output().strip();
    }
}
