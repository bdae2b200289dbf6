package io.safelight.endtoend.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.node.Main;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real program, run as the launcher runs it. */
public final class Program {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** As in the launcher. */
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:-UsePerfData",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:-HeapDumpOnOutOfMemoryError",
                    "-XX:-CreateCoredumpOnCrash",
                    "-XX:ErrorFile=/dev/null",
                    "-Djava.awt.headless=true");

    /** Most platforms of tests live for seconds: the second compiler would take half their time. */
    public static final List<String> SERVER =
            List.of("-XX:+UseG1GC", "-XX:TieredStopAtLevel=1", "-Xms64m", "-Xmx512m");

    private static final List<String> CLIENT =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-Xms16m",
                    "-Xmx256m");

    /** How a command ended. */
    public record Ended(int exitCode, byte[] output, String errors) {
        public String text() {
            return new String(output, StandardCharsets.UTF_8);
        }

        public Ended expect(int code) {
            assertThat(exitCode).as(errors + text()).isEqualTo(code);
            return this;
        }
    }

    private Program() {}

    public static List<String> command(List<String> jvmOptions, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(arguments);
        return command;
    }

    /** A command that ends by itself; one that does not is killed and fails the test. */
    public static Ended run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(), Map.of(), arguments);
    }

    /** As {@link #run(String...)}, for a command that is a platform itself. */
    public static Ended serve(String... arguments) throws IOException, InterruptedException {
        return ended(command(SERVER, List.of(arguments)), Map.of());
    }

    /**
     * @param wrapper a command that runs the one that follows it
     */
    public static Ended run(
            List<String> wrapper, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(wrapper);
        command.addAll(command(CLIENT, List.of(arguments)));
        return ended(command, environment);
    }

    private static Ended ended(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("command-");
        File out = folder.resolve("out").toFile();
        File errors = folder.resolve("errors").toFile();
        var builder = new ProcessBuilder(command).redirectOutput(out).redirectError(errors);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("ends in time: %s", command)
                    .isTrue();
            return new Ended(
                    process.exitValue(),
                    Files.readAllBytes(out.toPath()),
                    Files.readString(errors.toPath()));
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(out.toPath());
            Files.deleteIfExists(errors.toPath());
            Files.deleteIfExists(folder);
        }
    }
}
