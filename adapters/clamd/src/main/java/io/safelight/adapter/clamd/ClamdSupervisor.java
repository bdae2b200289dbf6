package io.safelight.adapter.clamd;

import io.safelight.domain.work.Backoff;
import io.safelight.ports.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the clamd thread does: choose the signatures, start clamd, watch it, start it again. */
final class ClamdSupervisor {
    private static final Logger log = LoggerFactory.getLogger(ClamdSupervisor.class);
    private static final Backoff PAUSE =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));

    /** A clamd that ran for so long was not ill from the start. */
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** Loading the official signatures takes clamd a minute on a slow machine. */
    private static final Duration LOADING = Duration.ofMinutes(10);

    private final ClamdProcessSettings settings;
    private final BoundCommand commands;
    private final RuntimeFolder runtime;
    private final ClamdProcess.Running running;
    private volatile boolean testMode;
    private volatile String condition = "clamd is being started.";

    ClamdSupervisor(
            ClamdProcessSettings settings,
            BoundCommand commands,
            RuntimeFolder runtime,
            ClamdProcess.Running running) {
        this.settings = settings;
        this.commands = commands;
        this.runtime = runtime;
        this.running = running;
        this.testMode = settings.signatures() instanceof Signatures.TestOnly;
    }

    boolean testMode() {
        return testMode;
    }

    String condition() {
        return condition;
    }

    /** Returns when clamd is to be stopped, and is. */
    void run() {
        try {
            Optional<Path> database = database();
            if (database.isPresent()) {
                runAgainAndAgain(database.get());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (PortException e) {
            // Stopped in the middle of a start: there is no child, and nothing to do.
            log.atDebug().addKeyValue("cause", e.getMessage()).log("clamd.stopped-at-start");
        }
        condition = "clamd is stopped.";
    }

    /** Decided once: what began with official signatures never falls back to test ones. */
    private Optional<Path> database() throws InterruptedException {
        return switch (settings.signatures()) {
            case Signatures.TestOnly() -> Optional.of(runtime.testSignatures());
            case Signatures.Official(Path folder) -> whenThere(folder);
            case Signatures.OfficialOrTest(Path folder, Optional<Duration> download) ->
                    Optional.of(officialOrTest(folder, download));
        };
    }

    private Optional<Path> whenThere(Path folder) throws InterruptedException {
        while (!Signatures.officialIn(folder)) {
            condition =
                    "There are no official signatures (main and daily) in %s: run freshclam as root."
                            .formatted(folder);
            if (running.stopsWithin(LOOK_AGAIN)) {
                return Optional.empty();
            }
        }
        return Optional.of(folder);
    }

    private Path officialOrTest(Path folder, Optional<Duration> download) {
        if (!Signatures.officialIn(folder) && download.isPresent()) {
            condition = "The official signatures are being downloaded.";
            new SignatureDownload(commands, runtime).tryOnce(folder, download.get(), running);
        }
        testMode = !Signatures.officialIn(folder);
        return testMode ? runtime.testSignatures() : folder;
    }

    private void runAgainAndAgain(Path database) throws InterruptedException {
        int failures = 0;
        while (!running.isStopped()) {
            long startedAt = System.nanoTime();
            String end = runOnce(database);
            if (running.isStopped()) {
                return;
            }
            boolean healthy = System.nanoTime() - startedAt > HEALTHY.toNanos();
            failures = healthy ? 1 : failures + 1;
            Duration pause = PAUSE.after(failures);
            condition = "clamd %s and is started again in %s.".formatted(end, pause);
            log.atWarn().addKeyValue("end", end).addKeyValue("restartIn", pause).log("clamd.ended");
            running.stopsWithin(pause);
        }
    }

    /**
     * @return how it ended
     */
    private String runOnce(Path database) throws InterruptedException {
        try {
            runtime.clearAfterDeath();
            Process process = start(database);
            var output = new OutputTail();
            Thread reader =
                    Thread.ofPlatform()
                            .daemon()
                            .name("clamd-output")
                            .start(() -> output.drain(process.getInputStream()));
            boolean silent = watch(process);
            process.destroyForcibly();
            int code = process.waitFor();
            reader.join();
            return silent ? "fell silent" : ended(code, output.complaints());
        } catch (IOException e) {
            return "could not be started: " + e.getMessage();
        }
    }

    private static String ended(int code, String complaints) {
        // It can read the file, unless more than file permissions is in force.
        String hint =
                complaints.contains("config file")
                        ? "; if AppArmor is on, allow it in /etc/apparmor.d/local/usr.sbin.clamd,"
                                + " as ./safelight run does"
                        : "";
        return "ended with %d (%s)%s".formatted(code, complaints, hint);
    }

    private Process start(Path database) throws IOException {
        Files.writeString(
                runtime.configuration(), ClamdConfiguration.text(settings, runtime, database));
        if (commands.user().isPresent()) {
            commands.user().get().own(runtime.configuration());
        }
        condition = "clamd is loading its signatures.";
        var program =
                List.of(settings.clamd().toString(), "--config-file=" + runtime.configuration());
        Process process = running.start(commands.of(program, runtime.path()));
        log.atInfo()
                .addKeyValue("pid", process.pid())
                .addKeyValue("testMode", testMode)
                .log("clamd.started");
        return process;
    }

    /**
     * @return true when it lives but has not answered for too long; false when it ended
     */
    private boolean watch(Process process) throws InterruptedException {
        try (var deadlines = Deadlines.start()) {
            long lastAnswer = System.nanoTime();
            Duration patience = LOADING;
            long step = Math.min(5_000, settings.silenceLimit().toMillis() / 4);
            while (!process.waitFor(step, TimeUnit.MILLISECONDS)) {
                if (answers(deadlines)) {
                    lastAnswer = System.nanoTime();
                    patience = settings.silenceLimit();
                    condition = "It runs, and is replaced if it stays silent.";
                } else if (System.nanoTime() - lastAnswer > patience.toNanos()) {
                    return true;
                }
            }
            return false;
        }
    }

    private boolean answers(Deadlines deadlines) {
        Duration limit = settings.silenceLimit().dividedBy(4);
        try (var connection = ClamdConnection.open(runtime.socket(), deadlines, limit)) {
            return connection.ask("PING").equals("PONG");
        } catch (IOException _) {
            return false;
        }
    }
}
