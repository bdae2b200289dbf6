package io.safelight.node.roles;

import io.safelight.ingress.http.Dependency;
import io.safelight.ports.PortException;

/** A part of the platform that starts beside the HTTP door, which does not wait for it. */
public sealed interface Role extends AutoCloseable
        permits IntakeRole, KeeperRole, QueryRole, WorkerRole {

    /** As logs and threads name it. */
    String name();

    /**
     * Blocks until it is up. Once, and not beside {@link #close()}.
     *
     * @throws PortException with a sentence that says what to do, when it cannot start here
     */
    void start();

    /** For readiness, at any time and from any thread; quick. */
    Dependency state();

    @Override
    void close();
}
