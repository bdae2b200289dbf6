package io.safelight.bench.profile;

import io.safelight.bench.processes.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A flight recording of a JVM that runs, from the start to {@link #stop()}. */
final class Recording {
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    private final long pid;
    private final Path file;

    private Recording(long pid, Path file) {
        this.pid = pid;
        this.file = file;
    }

    /**
     * @param folder of ours; takes the recording
     */
    static Recording start(long pid, Path folder) throws IOException, InterruptedException {
        Path settings = settings(folder);
        Path file = folder.resolve("recording-" + pid + ".jfr");
        jcmd(pid, "JFR.start name=bench settings=" + settings + " filename=" + file + " disk=true");
        return new Recording(pid, file);
    }

    /** Ends it and returns its file. */
    Path stop() throws IOException, InterruptedException {
        jcmd(pid, "JFR.stop name=bench filename=" + file);
        return file;
    }

    static Path settings(Path folder) throws IOException {
        Path file = folder.resolve("cpu.jfc");
        try (InputStream in = Recording.class.getResourceAsStream("/io/safelight/bench/cpu.jfc")) {
            if (in == null) {
                throw new IllegalStateException("cpu.jfc is not in the jar");
            }
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private static void jcmd(long pid, String command) throws IOException, InterruptedException {
        Commands.run(Path.of("/"), Map.of(), List.of(JCMD.toString(), Long.toString(pid), command))
                .orThrow("jcmd");
    }
}
