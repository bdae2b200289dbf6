package io.safelight.adapter.clamd;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * clamd as a child of ours, started again when it dies or falls silent, gone when we are gone. Safe
 * for many threads.
 *
 * <p>It is started in the background: official signatures take it some seconds to load, and images
 * can wait.
 */
public final class ClamdProcess implements ClamdHost, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClamdProcess.class);

    private final RuntimeFolder runtime;
    private final ClamdSupervisor supervisor;
    private final Running running;
    private final Thread thread;

    private ClamdProcess(
            RuntimeFolder runtime, ClamdSupervisor supervisor, Running running, Thread thread) {
        this.runtime = runtime;
        this.supervisor = supervisor;
        this.running = running;
        this.thread = thread;
    }

    /**
     * @throws PortException refused, with a sentence that says what to install or to mount
     */
    public static ClamdProcess start(ClamdProcessSettings settings) {
        if (!Files.isExecutable(settings.clamd())) {
            throw BoundCommand.missing(settings.clamd(), "clamav-daemon");
        }
        BoundCommand commands = BoundCommand.find();
        var runtime = RuntimeFolder.create(settings.scratch(), commands.user());
        warnWhenNarrow(settings, runtime);
        var running = new Running();
        var supervisor = new ClamdSupervisor(settings, commands, runtime, running);
        // A platform thread that lives as long as clamd: see BoundCommand.
        Thread thread = Thread.ofPlatform().daemon().name("clamd").start(supervisor::run);
        return new ClamdProcess(runtime, supervisor, running, thread);
    }

    @Override
    public Path socket() {
        return runtime.socket();
    }

    @Override
    public boolean testMode() {
        return supervisor.testMode();
    }

    @Override
    public String condition() {
        return supervisor.condition();
    }

    /** The process id of clamd while it runs, for tests and for the operator. */
    public OptionalLong pid() {
        return running.pid();
    }

    /** Kills clamd and removes its folder. Waits at most some seconds. */
    @Override
    public void close() {
        running.stop();
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                log.atError().log("clamd.will-not-die");
            }
            runtime.remove();
        } catch (IOException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("clamd.folder-left");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void warnWhenNarrow(ClamdProcessSettings settings, RuntimeFolder runtime) {
        // Each stream is a temporary file while it is scanned.
        long wanted = settings.maxImageBytes() * settings.concurrentScans();
        if (runtime.usableBytes() < wanted) {
            log.atWarn()
                    .addKeyValue("folder", runtime.path())
                    .addKeyValue("usableBytes", runtime.usableBytes())
                    .addKeyValue("wantedBytes", wanted)
                    .log("clamd.little-room-for-streams");
        }
    }

    /** The one child there is now, and the wish to have none. */
    static final class Running {
        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile @Nullable Process current;

        /**
         * @throws PortException when the wish came first; then there is no child
         */
        Process start(ProcessBuilder builder) throws IOException {
            Process process = builder.start();
            current = process;
            if (isStopped()) {
                process.destroyForcibly();
                throw new PortException(
                        Port.SCANNER, PortException.Kind.RETRYABLE, "clamd is being stopped");
            }
            return process;
        }

        boolean isStopped() {
            return stopped.getCount() == 0;
        }

        /** Whether the wish came within that time. */
        boolean stopsWithin(Duration time) throws InterruptedException {
            return stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }

        void stop() {
            stopped.countDown();
            Process process = current;
            if (process != null) {
                process.destroyForcibly();
            }
        }

        OptionalLong pid() {
            Process process = current;
            return process != null && process.isAlive()
                    ? OptionalLong.of(process.pid())
                    : OptionalLong.empty();
        }
    }
}
