package io.safelight.adapter.clamd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bounded try of freshclam to get the official signatures. */
final class SignatureDownload {
    private static final Logger log = LoggerFactory.getLogger(SignatureDownload.class);
    private static final Path FRESHCLAM = Path.of("/usr/bin/freshclam");

    private final BoundCommand commands;
    private final RuntimeFolder runtime;
    private final OutputTail output = new OutputTail();

    SignatureDownload(BoundCommand commands, RuntimeFolder runtime) {
        this.commands = commands;
        this.runtime = runtime;
    }

    /**
     * Returns within the limit, whether it worked or not; the folder tells. A folder that clamd's
     * user cannot write to makes it fail.
     */
    void tryOnce(Path folder, Duration limit, ClamdProcess.Running running) {
        if (!Files.isExecutable(FRESHCLAM)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path configuration = runtime.path().resolve("freshclam.conf");
            Files.writeString(configuration, configuration(folder));
            if (commands.user().isPresent()) {
                commands.user().get().own(configuration);
            }
            run(configuration, limit, running);
        } catch (IOException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("signatures.download-failed");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Path configuration, Duration limit, ClamdProcess.Running running)
            throws IOException, InterruptedException {
        var program = List.of(FRESHCLAM.toString(), "--config-file=" + configuration, "--stdout");
        Process process = running.start(commands.of(program, runtime.path()));
        Thread reader = Thread.ofVirtual().start(() -> output.drain(process.getInputStream()));
        boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        process.destroyForcibly();
        process.waitFor();
        reader.join();
        log.atInfo()
                .addKeyValue("outcome", ended ? process.exitValue() : "over its time limit")
                .addKeyValue("said", output.complaints())
                .log("signatures.download-tried");
    }

    private static String configuration(Path folder) {
        return """
        # Written by Safelight.
        Foreground yes
        DatabaseDirectory %s
        DatabaseOwner %s
        DatabaseMirror database.clamav.net
        DNSDatabaseInfo current.cvd.clamav.net
        MaxAttempts 1
        ConnectTimeout 5
        """
                .formatted(folder, System.getProperty("user.name"));
    }
}
