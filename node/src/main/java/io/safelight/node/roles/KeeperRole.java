package io.safelight.node.roles;

import io.safelight.adapter.iceberg.IcebergLake;
import io.safelight.adapter.iceberg.LakeLimits;
import io.safelight.catalog.CatalogLoop;
import io.safelight.catalog.CatalogSettings;
import io.safelight.catalog.Committer;
import io.safelight.ingress.http.Dependency;
import io.safelight.node.Late;
import io.safelight.node.RoleThread;
import io.safelight.node.Storage;
import io.safelight.ports.Port;
import io.safelight.ports.lake.Lake;
import io.safelight.telemetry.Meters;
import io.safelight.work.ObjectSweep;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Keeps the lake in step with the ledger and sweeps what nobody refers to. Starts in the
 * background.
 */
public final class KeeperRole implements AutoCloseable {

    private record Parts(
            Lake lake,
            CatalogLoop loop,
            RoleThread committing,
            ObjectSweep sweep,
            RoleThread sweeping) {}

    private final CatalogSettings settings;
    private final Late<Parts> parts = new Late<>(Port.LAKE);

    public KeeperRole(CatalogSettings settings) {
        this.settings = settings;
    }

    /**
     * Blocks until the lake is open.
     *
     * @param folder the lake's own
     */
    public Lake start(Path folder, Storage storage, InstantSource clock, Meters meters) {
        try {
            Lake lake = IcebergLake.open(folder, LakeLimits.DEFAULT, clock);
            var committer = new Committer(storage.ledger(), lake, settings, clock, meters);
            var loop = new CatalogLoop(committer, settings, clock, meters);
            var sweep = new ObjectSweep(storage.objects(), storage.ledger(), clock, meters);
            parts.arrive(
                    new Parts(
                            lake,
                            loop,
                            RoleThread.start("keeper-catalog", loop, loop::close),
                            sweep,
                            RoleThread.start("keeper-sweep", sweep, sweep::close)));
            return lake;
        } catch (RuntimeException e) {
            parts.fail(e);
            throw e;
        }
    }

    public Dependency state() {
        String detail =
                parts.peek()
                        .map(
                                up ->
                                        up.loop()
                                                .problem()
                                                .orElse(
                                                        up.committing().isAlive()
                                                                ? ""
                                                                : "the catalog stopped; see the"
                                                                        + " log"))
                        .orElse("it is starting");
        return new Dependency("lake", detail.isEmpty(), detail);
    }

    @Override
    public void close() {
        if (parts.peek().isPresent()) {
            Parts up = parts.peek().get();
            up.sweeping().close();
            up.committing().close();
            up.lake().close();
        }
    }
}
