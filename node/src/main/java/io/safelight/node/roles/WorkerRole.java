package io.safelight.node.roles;

import io.safelight.adapter.sandbox.ChildProgram;
import io.safelight.adapter.sandbox.ChildSandbox;
import io.safelight.adapter.vips.ProgramsMain;
import io.safelight.adapter.vips.VipsSettings;
import io.safelight.ingress.http.Dependency;
import io.safelight.node.configuration.NodeSettings;
import io.safelight.ports.Port;
import io.safelight.ports.scanner.Scanner;
import io.safelight.process.ProcessStage;
import io.safelight.scan.ScanStage;
import io.safelight.telemetry.Meters;
import io.safelight.work.Worker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Scans and processes. */
public final class WorkerRole implements Role {
    private final NodeSettings settings;
    private final Storage storage;
    private final Scanner scanner;
    private final InstantSource clock;
    private final Meters meters;
    private final Late<RoleThread> working = new Late<>(Port.SANDBOX);

    public WorkerRole(
            NodeSettings settings,
            Storage storage,
            Scanner scanner,
            InstantSource clock,
            Meters meters) {
        this.settings = settings;
        this.storage = storage;
        this.scanner = scanner;
        this.clock = clock;
        this.meters = meters;
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
        var sandbox = closer.add(ChildSandbox.open(programs(), settings.sandbox()));
        var stages =
                new Worker.Stages(
                        new ScanStage(scanner, storage.sealed(), settings.scan(), meters),
                        new ProcessStage(sandbox, storage.sealed(), meters),
                        storage.sealed());
        var worker =
                new Worker(
                        settings.node(), storage.ledger(), stages, settings.work(), clock, meters);
        return closer.add(RoleThread.start("worker", worker::run, worker::stop));
    }

    private ChildProgram programs() {
        var program =
                ChildProgram.of(
                        ClassPath.holding(
                                "io/safelight/adapter/vips/ProgramsMain.class",
                                "io/safelight/ports/sandbox/Sandbox.class",
                                "io/safelight/domain/image/ImageId.class",
                                "com/drew/metadata/Metadata.class",
                                "com/adobe/internal/xmp/XMPMeta.class"),
                        ProgramsMain.class.getName());
        var options = new ArrayList<>(program.jvmOptions());
        options.add("-D" + VipsSettings.MAX_PIXELS + "=" + settings.ingest().maxPixels());
        return new ChildProgram(
                program.javaHome(),
                program.classpath(),
                program.mainClass(),
                List.copyOf(options),
                program.readOnly(),
                program.environment());
    }
}
