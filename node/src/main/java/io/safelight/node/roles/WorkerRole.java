package io.safelight.node.roles;

import io.safelight.adapter.sandbox.ChildProgram;
import io.safelight.adapter.sandbox.ChildSandbox;
import io.safelight.adapter.vips.ProgramsMain;
import io.safelight.adapter.vips.VipsSettings;
import io.safelight.ingress.http.Dependency;
import io.safelight.node.ClassPath;
import io.safelight.node.Late;
import io.safelight.node.NodeSettings;
import io.safelight.node.Storage;
import io.safelight.ports.Port;
import io.safelight.ports.scanner.Scanner;
import io.safelight.process.ProcessStage;
import io.safelight.scan.ScanStage;
import io.safelight.telemetry.Meters;
import io.safelight.work.Worker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Scans and processes. Starts in the background. */
public final class WorkerRole implements AutoCloseable {

    private record Parts(ChildSandbox sandbox, Worker worker) {}

    private final NodeSettings settings;
    private final Late<Parts> parts = new Late<>(Port.SANDBOX);

    public WorkerRole(NodeSettings settings) {
        this.settings = settings;
    }

    /** Blocks until the first sandbox is warm. */
    public void open(Storage storage, Scanner scanner, InstantSource clock, Meters meters) {
        try {
            var sandbox = ChildSandbox.open(programs(), settings.sandbox());
            var stages =
                    new Worker.Stages(
                            new ScanStage(scanner, storage.sealed(), settings.scan(), meters),
                            new ProcessStage(sandbox, storage.sealed(), meters),
                            storage.sealed());
            var worker =
                    new Worker(
                            settings.node(),
                            storage.ledger(),
                            stages,
                            settings.work(),
                            clock,
                            meters);
            parts.arrive(new Parts(sandbox, worker));
        } catch (RuntimeException e) {
            parts.fail(e);
            throw e;
        }
    }

    /** Works until {@link #stop()}. */
    public void run() {
        parts.now().worker().run();
    }

    public void stop() {
        parts.peek().ifPresent(up -> up.worker().stop());
    }

    public Dependency state() {
        boolean up = parts.peek().isPresent();
        return new Dependency("sandbox", up, up ? "" : "it is starting");
    }

    @Override
    public void close() {
        parts.peek().ifPresent(up -> up.sandbox().close());
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
