package io.safelight.simulation;

import io.safelight.catalog.CatalogSettings;
import io.safelight.catalog.Committer;
import io.safelight.domain.expiry.Retention;
import io.safelight.domain.scan.ScanPolicy;
import io.safelight.domain.work.Backoff;
import io.safelight.domain.work.NodeId;
import io.safelight.ingest.Ingest;
import io.safelight.ingest.IngestSettings;
import io.safelight.ingest.Receipts;
import io.safelight.ports.lake.Lake;
import io.safelight.ports.ledger.Ledger;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.ports.receipts.Signer;
import io.safelight.ports.sandbox.Sandbox;
import io.safelight.ports.scanner.Scanner;
import io.safelight.process.ProcessStage;
import io.safelight.scan.ScanSettings;
import io.safelight.scan.ScanStage;
import io.safelight.settings.ByteSize;
import io.safelight.settings.Settings;
import io.safelight.telemetry.Meters;
import io.safelight.testkit.faults.Faults;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.work.ObjectSweep;
import io.safelight.work.SweepSettings;
import io.safelight.work.WorkSettings;
import io.safelight.work.Worker;
import java.time.Duration;

/** All objects of one process, every port of which is watched. */
final class Node {
    static final NodeId FIRST = LedgerSamples.NODE_1;
    static final NodeId SECOND = LedgerSamples.NODE_2;
    static final Duration LEASE = Duration.ofSeconds(60);
    static final Retention RETENTION = LedgerSamples.RETENTION;
    private static final Duration SOON = Duration.ofMillis(1);

    final Faults faults = new Faults();
    final Ledger ledger;
    final Ingest ingest;
    final Worker worker;
    final Committer committer;
    final ObjectSweep sweep;

    Node(World world, NodeId id, long seed) {
        var meters = Meters.none();
        var clock = world.clock();
        ledger = faults.on(Ledger.class, world.ledger());
        ObjectStore objects = faults.on(ObjectStore.class, world.objects());
        SealedObjects sealed = world.sealed(objects, faults);
        var receipts = new Receipts(faults.on(Signer.class, world.notary()));
        ingest =
                new Ingest(
                        new IngestSettings(
                                ByteSize.mebibytes(1), 1_000_000, ByteSize.mebibytes(1), RETENTION),
                        new Ingest.Ports(objects, sealed, ledger, receipts),
                        clock,
                        new SeededRandom(seed),
                        meters);
        worker = new Worker(id, ledger, stages(world, sealed, meters), work(), clock, meters);
        committer =
                new Committer(
                        ledger,
                        faults.on(Lake.class, world.lake()),
                        CatalogSettings.standard(RETENTION.life()),
                        clock,
                        meters);
        sweep = new ObjectSweep(objects, ledger, SweepSettings.from(Settings.of()), clock, meters);
    }

    private Worker.Stages stages(World world, SealedObjects sealed, Meters meters) {
        Scanner scanner = faults.on(Scanner.class, world.outside().scanner);
        Sandbox sandbox = faults.on(Sandbox.class, world.outside().sandbox);
        return new Worker.Stages(
                new ScanStage(scanner, sealed, new ScanSettings(new ScanPolicy(3)), meters),
                new ProcessStage(sandbox, sealed, meters),
                sealed);
    }

    private static WorkSettings work() {
        return new WorkSettings(
                3,
                LEASE,
                3,
                10,
                new Backoff(SOON, SOON.multipliedBy(2)),
                new WorkSettings.Waits(SOON, SOON, SOON));
    }
}
