package io.safelight.node.roles;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A platform thread of a role; whoever starts one closes it, and closing waits for its end. */
public final class RoleThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoleThread.class);

    private final Thread thread;
    private final Runnable stop;

    private RoleThread(Thread thread, Runnable stop) {
        this.thread = thread;
        this.stop = stop;
    }

    /**
     * @param stop asks the body to return; called from another thread
     */
    public static RoleThread start(String name, Runnable body, Runnable stop) {
        Thread thread =
                Thread.ofPlatform()
                        .name(name)
                        .uncaughtExceptionHandler(
                                (t, e) ->
                                        LOG.atError()
                                                .addKeyValue("role", t.getName())
                                                .setCause(e)
                                                .log("node.role-died"))
                        .start(body);
        return new RoleThread(thread, stop);
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        stop.run();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
