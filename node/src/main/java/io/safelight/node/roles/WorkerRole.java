package io.safelight.node.roles;

import io.safelight.adapter.sandbox.ChildSandbox;
import io.safelight.ingress.http.Dependency;
import io.safelight.node.configuration.NodeSettings;
import io.safelight.ports.Port;
import io.safelight.ports.scanner.Scanner;
import io.safelight.process.ProcessStage;
import io.safelight.scan.ScanStage;
import io.safelight.telemetry.Meters;
import io.safelight.work.Worker;
import java.time.InstantSource;

/** Scans and processes. */
public final class WorkerRole implements Role {
    private final NodeSettings settings;
    private final Storage storage;
    private final Scanner scanner;
    private final InstantSource clock;
    private final Watching watching;
    private final Late<RoleThread> working = new Late<>(Port.SANDBOX);

    public WorkerRole(
            NodeSettings settings,
            Storage storage,
            Scanner scanner,
            InstantSource clock,
            Watching watching) {
        this.settings = settings;
        this.storage = storage;
        this.scanner = scanner;
        this.clock = clock;
        this.watching = watching;
    }

    @Override
    public String name() {
        return "worker";
    }

    /** Blocks until the first sandbox is warm. */
    @Override
    public void start() {
        working.open(this::open);
    }

    @Override
    public Dependency state() {
        return working.state(
                "sandbox", thread -> thread.isAlive() ? "" : "the worker stopped; see the log");
    }

    /** Finishes what runs. */
    @Override
    public void close() {
        working.close();
    }

    private RoleThread open(Closer closer) {
        var sandbox = closer.add(ChildSandbox.open(Programs.of(settings), settings.sandbox()));
        Meters meters = watching.meters();
        SandboxMeters.register(meters, sandbox);
        var stages =
                new Worker.Stages(
                        new ScanStage(scanner, storage.sealed(), settings.scan(), meters),
                        new ProcessStage(sandbox, storage.sealed(), meters),
                        storage.sealed(),
                        watching.traces());
        var worker =
                new Worker(
                        settings.node(), storage.ledger(), stages, settings.work(), clock, meters);
        return closer.add(RoleThread.start("worker", worker::run, worker::stop));
    }
}
