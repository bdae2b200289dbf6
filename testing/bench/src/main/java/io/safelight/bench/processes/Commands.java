package io.safelight.bench.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs that end by themselves. */
public final class Commands {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int SHOWN = 2_000;

    private Commands() {}

    /**
     * How a program ended.
     *
     * @param output of both kinds
     * @param processorTime of it and of what it started
     */
    public record Ended(int code, String output, Duration processorTime) {
        /**
         * @throws IOException with the end of the output, when it failed
         */
        public Ended orThrow(String what) throws IOException {
            if (code != 0) {
                String end = output.substring(Math.max(0, output.length() - SHOWN));
                throw new IOException(what + " failed with " + code + ":\n" + end);
            }
            return this;
        }
    }

    /**
     * Waits for the end. The processor time is that of all children that ended meanwhile, so call
     * it from one thread only.
     */
    public static Ended run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Duration before = Stat.ofThisProcess().reaped();
        Path output = Files.createTempFile("bench-command-", ".log");
        try {
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(environment);
            int code = await(builder.start());
            return new Ended(
                    code,
                    Files.readString(output, StandardCharsets.UTF_8),
                    Stat.ofThisProcess().reaped().minus(before));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Sends a signal such as STOP to a process. */
    public static void signal(String name, long pid) {
        try {
            Process kill =
                    new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            kill.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int await(Process process) throws InterruptedException {
        try {
            if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            return -1;
        } finally {
            process.destroyForcibly();
        }
    }
}
