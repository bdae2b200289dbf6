package io.safelight.simulation;

import io.safelight.ports.ledger.Ledger;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.testkit.faults.Faults;
import io.safelight.testkit.lake.InMemoryLake;
import io.safelight.testkit.time.SetClock;

/** What outlives a process, as the process that runs now sees it. */
interface World extends AutoCloseable {

    SetClock clock();

    Outside outside();

    /** Without faults. */
    Ledger ledger();

    /** Without faults. */
    ObjectStore objects();

    /**
     * Sealed objects that work on stores with faults.
     *
     * @param objects {@link #objects()} with faults
     */
    SealedObjects sealed(ObjectStore objects, Faults faults);

    InMemoryLake lake();

    Notary notary();

    /** The process is gone: all that is not durable is lost, and the rest is opened again. */
    void restart();

    @Override
    void close();
}
