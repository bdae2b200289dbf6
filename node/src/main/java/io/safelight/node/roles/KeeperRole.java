package io.safelight.node.roles;

import io.safelight.adapter.iceberg.IcebergLake;
import io.safelight.adapter.iceberg.LakeLimits;
import io.safelight.catalog.CatalogLoop;
import io.safelight.catalog.CatalogSettings;
import io.safelight.catalog.Committer;
import io.safelight.catalog.TracedLake;
import io.safelight.ingress.http.Dependency;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.lake.Lake;
import io.safelight.telemetry.Meters;
import io.safelight.work.ObjectSweep;
import io.safelight.work.SweepSettings;
import java.nio.file.Path;
import java.time.InstantSource;

/** Keeps the lake in step with the ledger and sweeps what nobody refers to. */
public final class KeeperRole implements Role {

    /** What the keeper's parts are told. */
    public record Settings(CatalogSettings catalog, SweepSettings sweep) {}

    private record Parts(Lake lake, CatalogLoop loop, RoleThread committing) {}

    private final Settings settings;
    private final Path folder;
    private final Storage storage;
    private final InstantSource clock;
    private final Watching watching;
    private final Late<Parts> parts = new Late<>(Port.LAKE);

    /**
     * @param folder the lake's own
     */
    public KeeperRole(
            Settings settings,
            Path folder,
            Storage storage,
            InstantSource clock,
            Watching watching) {
        this.settings = settings;
        this.folder = folder;
        this.storage = storage;
        this.clock = clock;
        this.watching = watching;
    }

    @Override
    public String name() {
        return "keeper";
    }

    /** Blocks until the lake is open. */
    @Override
    public void start() {
        parts.open(this::open);
    }

    /**
     * Waits for the lake.
     *
     * @throws PortException what the start failed with
     */
    Lake lake() {
        return parts.await().lake();
    }

    @Override
    public Dependency state() {
        return parts.state("lake", KeeperRole::problem);
    }

    @Override
    public void close() {
        parts.close();
    }

    private Parts open(Closer closer) {
        Lake lake = closer.add(IcebergLake.open(folder, LakeLimits.DEFAULT, clock));
        Meters meters = watching.meters();
        var traced = new TracedLake(lake, watching.traces(), clock);
        var committer = new Committer(storage.ledger(), traced, settings.catalog(), clock, meters);
        var loop = new CatalogLoop(committer, settings.catalog(), clock, meters);
        var committing = closer.add(RoleThread.start("keeper-catalog", loop, loop::close));
        var sweep =
                new ObjectSweep(
                        storage.objects(), storage.ledger(), settings.sweep(), clock, meters);
        closer.add(RoleThread.start("keeper-sweep", sweep, sweep::close));
        return new Parts(lake, loop, committing);
    }

    private static String problem(Parts up) {
        return up.loop()
                .problem()
                .orElse(up.committing().isAlive() ? "" : "the catalog stopped; see the log");
    }
}
