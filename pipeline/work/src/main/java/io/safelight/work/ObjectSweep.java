package io.safelight.work;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.ports.PortException;
import io.safelight.ports.ledger.ImageLedger;
import io.safelight.ports.objects.ObjectListing;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.StoredObject;
import io.safelight.telemetry.Meters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes objects that no row refers to: of uploads that died before their commit, and of workers
 * that were overtaken. Leaves young objects alone, whose row may be on its way. Age is told by a
 * clock, which may jump: so an object goes only when two passes in a row found it without a row. A
 * pass reads each folder once and asks the ledger once for every {@value #PAGE} old objects. One
 * pass at a time.
 */
public final class ObjectSweep implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectSweep.class);
    private static final int PAGE = 500;

    /** How many objects a pass remembers for the next; further ones have their turn later. */
    private static final int MAX_SUSPECTS = 10_000;

    private final ObjectStore objects;
    private final ImageLedger ledger;
    private final SweepSettings settings;
    private final InstantSource clock;
    private final Meters.Counter swept;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Set<ObjectRef> suspects = Set.of();

    public ObjectSweep(
            ObjectStore objects,
            ImageLedger ledger,
            SweepSettings settings,
            InstantSource clock,
            Meters meters) {
        this.objects = objects;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
        this.swept = meters.counter("work.objects-swept");
    }

    /** Sweeps now and then until closed. */
    @Override
    public void run() {
        try {
            do {
                try {
                    runOnce();
                } catch (PortException e) {
                    LOG.atWarn().addKeyValue("port", e.port()).setCause(e).log("sweep.degraded");
                } catch (RuntimeException e) {
                    LOG.atError().setCause(e).log("sweep.bug");
                }
            } while (!closed.await(settings.interval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many objects were deleted. */
    public int runOnce() {
        var pass = new Pass(clock.instant().minus(settings.youth()));
        for (Zone zone : Zone.values()) {
            sweep(zone, pass);
        }
        suspects = pass.unreferred;
        return pass.deleted;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void sweep(Zone zone, Pass pass) {
        try (ObjectListing listing = objects.list(zone)) {
            var page = listing.next(PAGE);
            while (!page.isEmpty() && closed.getCount() > 0) {
                sweep(page, pass);
                page = listing.next(PAGE);
            }
        }
    }

    private void sweep(List<StoredObject> page, Pass pass) {
        List<StoredObject> old =
                page.stream().filter(o -> o.writtenAt().isBefore(pass.youngFrom)).toList();
        if (old.isEmpty()) {
            return;
        }
        // An image has several objects, and they lie in one folder.
        List<ImageId> images = old.stream().map(o -> o.placement().image()).distinct().toList();
        Set<ObjectRef> referred = ledger.references(images);
        for (StoredObject stored : old) {
            if (!referred.contains(stored.object())) {
                unreferred(stored, pass);
            }
        }
    }

    private void unreferred(StoredObject stored, Pass pass) {
        if (suspects.contains(stored.object())) {
            objects.delete(stored.object());
            swept.add(1);
            pass.deleted++;
            LOG.atInfo()
                    .addKeyValue("image", stored.placement().image())
                    .addKeyValue("zone", stored.placement().zone())
                    .log("sweep.deleted");
        } else if (pass.unreferred.size() < MAX_SUSPECTS) {
            pass.unreferred.add(stored.object());
        }
    }

    /** What one pass found. */
    private static final class Pass {
        final Instant youngFrom;
        final Set<ObjectRef> unreferred = new HashSet<>();
        int deleted;

        Pass(Instant youngFrom) {
            this.youngFrom = youngFrom;
        }
    }
}
