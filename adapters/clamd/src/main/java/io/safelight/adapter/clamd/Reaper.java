package io.safelight.adapter.clamd;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that outlives us, however we die, to remove a folder. It waits for the end of a pipe
 * that nobody but us holds open.
 */
final class Reaper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reaper.class);
    private static final long END_SECONDS = 5;

    /** clamd is killed at the same instant, and may still be writing. */
    private static final String SCRIPT =
            "read -r _; for _ in 1 2 3 4 5 6 7 8 9; do rm -rf -- \"$1\" && exit; sleep 0.3; done";

    private final Process process;

    private Reaper(Process process) {
        this.process = process;
    }

    /**
     * @param folder need not be there yet
     */
    static Reaper start(Path folder) throws IOException {
        var builder =
                new ProcessBuilder(
                                BoundCommand.SETSID.toString(),
                                "/bin/sh",
                                "-c",
                                SCRIPT,
                                "safelight-reaper",
                                folder.toString())
                        .directory(new File("/"))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        return new Reaper(builder.start());
    }

    long pid() {
        return process.pid();
    }

    /** Lets it do its work and waits for its end, some seconds at most. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                log.atWarn().addKeyValue("pid", process.pid()).log("clamd.reaper-will-not-end");
            }
        } catch (IOException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("clamd.reaper-not-told");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
