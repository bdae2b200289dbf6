package io.safelight.node.foreground;

import io.safelight.node.client.ExitCode;
import io.safelight.node.configuration.CannotStartException;
import io.safelight.node.configuration.DataDirectory;
import io.safelight.node.configuration.NodeSettings;
import io.safelight.node.configuration.Version;
import io.safelight.node.platform.Platform;
import io.safelight.telemetry.LogSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform for as long as a command runs. Ctrl-C and SIGTERM interrupt what the command does;
 * then the platform is closed in order, and only then the process ends.
 */
public final class Foreground {
    /** What a command does with a platform. */
    public interface Use {
        /** The HTTP door is open; the other parts are on their way. */
        default void listening(Platform platform) {}

        /**
         * Every part is up.
         *
         * @return the exit code
         * @throws InterruptedException when it is to stop
         */
        int up(Platform platform) throws IOException, InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);

    private final DataDirectory data;
    private final LogSettings.Format format;
    private final Thread user = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean inUse = true;
    private volatile boolean stopping;

    private Foreground(DataDirectory data, LogSettings.Format format) {
        this.data = data;
        this.format = format;
    }

    /**
     * Blocks until the use ends or is told to stop.
     *
     * @throws CannotStartException with a sentence that says what to do
     */
    public static int run(DataDirectory data, NodeSettings settings, Use use) throws IOException {
        return new Foreground(data, settings.log().format()).use(settings, use);
    }

    private int use(NodeSettings settings, Use use) throws IOException {
        try (Platform platform = Platform.start(data, settings, Version.current())) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "shutdown"));
            try {
                use.listening(platform);
                Optional<String> failure = platform.awaitStarted();
                if (failure.isPresent()) {
                    System.err.println(failure.get());
                    return ExitCode.CANNOT_START;
                }
                return use.up(platform);
            } catch (InterruptedException e) {
                return ExitCode.OK;
            } finally {
                endUse();
            }
        } catch (RuntimeException e) {
            // What was opening while the process was told to end may fail in any way.
            if (stopping) {
                return ExitCode.OK;
            }
            throw e;
        } finally {
            closed.countDown();
        }
    }

    /** From here on nothing interrupts: what is closed shall be closed in order. */
    private synchronized void endUse() {
        inUse = false;
        boolean unused = Thread.interrupted();
    }

    private void stop() {
        synchronized (this) {
            if (inUse) {
                stopping = true;
                tell("node.stopping", "Stopping…");
                user.interrupt();
            }
        }
        try {
            closed.await();
            if (stopping) {
                tell("node.stopped", "Stopped. What it holds stays in " + data.root() + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where every line is an event for a collector a sentence would be none. */
    private void tell(String event, String sentence) {
        switch (format) {
            case TEXT -> System.err.println(sentence);
            case JSON -> LOG.atInfo().log(event);
        }
    }
}
