package io.safelight.simulation;

import io.safelight.ports.ledger.Ledger;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.testkit.faults.Faults;
import io.safelight.testkit.lake.InMemoryLake;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.testkit.objects.InMemoryObjectStore;
import io.safelight.testkit.objects.InMemorySealedObjects;
import io.safelight.testkit.time.SetClock;

/** All in memory; the twins are what is durable. */
final class TwinWorld implements World {
    private final SetClock clock = new SetClock(LedgerSamples.NOON);
    private final Outside outside = new Outside(clock);
    private final InMemoryLedger ledger = new InMemoryLedger(clock);
    private final InMemoryObjectStore objects = new InMemoryObjectStore(clock);
    private final InMemorySealedObjects sealed = new InMemorySealedObjects(objects, clock);
    private final InMemoryLake.Disk disk = new InMemoryLake.Disk();
    private final Notary notary;
    private InMemoryLake lake = InMemoryLake.on(disk);

    /**
     * @param notary of many worlds
     */
    TwinWorld(Notary notary) {
        this.notary = notary;
    }

    @Override
    public SetClock clock() {
        return clock;
    }

    @Override
    public Outside outside() {
        return outside;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public SealedObjects sealed(ObjectStore watched, Faults faults) {
        return faults.on(SealedObjects.class, sealed);
    }

    @Override
    public InMemoryLake lake() {
        return lake;
    }

    @Override
    public Notary notary() {
        return notary;
    }

    @Override
    public void restart() {
        lake = InMemoryLake.on(disk);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
