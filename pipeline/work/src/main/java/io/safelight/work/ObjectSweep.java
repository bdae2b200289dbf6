package io.safelight.work;

import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.PortException;
import io.safelight.ports.ledger.ImageLedger;
import io.safelight.ports.objects.ObjectPage;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.StoredObject;
import io.safelight.telemetry.Meters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes objects that no row refers to: of uploads that died before their commit, and of workers
 * that were overtaken. Leaves young objects alone, whose row may be on its way.
 */
public final class ObjectSweep implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectSweep.class);
    private static final Duration INTERVAL = Duration.ofMinutes(30);
    private static final Duration YOUNG = Duration.ofHours(2);
    private static final int PAGE = 500;

    private final ObjectStore objects;
    private final ImageLedger ledger;
    private final InstantSource clock;
    private final Meters.Counter swept;
    private final CountDownLatch closed = new CountDownLatch(1);

    public ObjectSweep(
            ObjectStore objects, ImageLedger ledger, InstantSource clock, Meters meters) {
        this.objects = objects;
        this.ledger = ledger;
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
            } while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many objects were deleted. */
    public int runOnce() {
        Instant youngFrom = clock.instant().minus(YOUNG);
        int count = 0;
        for (Zone zone : Zone.values()) {
            count += sweep(zone, youngFrom);
        }
        return count;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private int sweep(Zone zone, Instant youngFrom) {
        int count = 0;
        Optional<ObjectRef> after = Optional.empty();
        boolean more = true;
        while (more && closed.getCount() > 0) {
            ObjectPage page = objects.list(zone, after, PAGE);
            for (StoredObject stored : page.objects()) {
                if (stored.writtenAt().isBefore(youngFrom) && !isReferred(stored)) {
                    objects.delete(stored.object());
                    swept.add(1);
                    count++;
                    LOG.atInfo()
                            .addKeyValue("image", stored.placement().image())
                            .addKeyValue("zone", zone)
                            .log("sweep.deleted");
                }
            }
            more = page.more() && !page.objects().isEmpty();
            after =
                    page.objects().isEmpty()
                            ? after
                            : Optional.of(page.objects().getLast().object());
        }
        return count;
    }

    private boolean isReferred(StoredObject stored) {
        Optional<ImageRecord> image = ledger.find(stored.placement().image());
        return image.isPresent()
                && (image.get().original().object().equals(stored.object())
                        || image.get().findings().outputs().stream()
                                .anyMatch(output -> output.object().equals(stored.object())));
    }
}
