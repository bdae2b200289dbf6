package io.safelight.work;

import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Outcome;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.ledger.WorkLedger;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.process.ProcessStage;
import io.safelight.scan.ScanStage;
import io.safelight.telemetry.Meters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims as many images as it has places and takes each along its line. One {@link #run()} at a
 * time.
 */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final int MAX_SETTLE_TRIES = 10;
    private static final Duration IDLE = Duration.ofMillis(250);

    private final NodeId node;
    private final WorkLedger ledger;
    private final ScanStage scan;
    private final ProcessStage process;
    private final Line line;
    private final SealedObjects objects;
    private final WorkSettings settings;
    private final InstantSource clock;
    private final Meters meters;
    private final Semaphore free;
    private final Map<Claim, Boolean> held = new ConcurrentHashMap<>();
    private Instant leasesDue = Instant.MIN;
    private volatile boolean stopping;

    /** What a worker works with. */
    public record Stages(ScanStage scan, ProcessStage process, SealedObjects objects) {}

    public Worker(
            NodeId node,
            WorkLedger ledger,
            Stages stages,
            WorkSettings settings,
            InstantSource clock,
            Meters meters) {
        this.node = node;
        this.ledger = ledger;
        this.scan = stages.scan();
        this.process = stages.process();
        this.objects = stages.objects();
        this.line = new Line(objects, scan, process, settings);
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.free = new Semaphore(settings.places());
        meters.gauge("work.in-flight", held::size);
    }

    /**
     * What this node held when it last died comes back, then works until {@link #stop()} or an
     * interrupt, and waits for what runs.
     */
    public void run() {
        try (ExecutorService lines = Executors.newVirtualThreadPerTaskExecutor()) {
            boolean recovered = false;
            while (!stopping && !Thread.currentThread().isInterrupted()) {
                try {
                    if (!recovered) {
                        reclaim(Optional.of(node));
                        recovered = true;
                    }
                    turn(lines);
                } catch (PortException e) {
                    LOG.atWarn().addKeyValue("port", e.port()).setCause(e).log("work.degraded");
                    TimeUnit.MILLISECONDS.sleep(settings.backoff().first().toMillis());
                } catch (RuntimeException e) {
                    LOG.atError().setCause(e).log("work.bug");
                    TimeUnit.MILLISECONDS.sleep(settings.backoff().first().toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No more claims; what runs is finished. */
    public void stop() {
        stopping = true;
    }

    private void turn(ExecutorService lines) throws InterruptedException {
        leases();
        if (!scan.isReady()) {
            TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
            return;
        }
        if (!free.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        int places = 1 + free.drainPermits();
        int taken = 0;
        try {
            boolean idle = places == settings.places();
            List<Claimed> claimed =
                    ledger.claim(node, places, idle, clock.instant(), settings.lease());
            for (Claimed next : claimed) {
                held.put(next.claim(), true);
                // An image that must run alone takes every place.
                int wants = next.claim().alone() ? places : 1;
                lines.execute(() -> work(next, wants));
                taken += wants;
            }
        } finally {
            free.release(places - taken);
        }
        if (taken == 0) {
            ledger.awaitWork(IDLE);
        }
    }

    private void work(Claimed claimed, int places) {
        long start = System.nanoTime();
        try {
            settle(claimed, line.take(claimed.image()));
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("image", claimed.image().id()).setCause(e).log("work.bug");
        } finally {
            held.remove(claimed.claim());
            free.release(places);
            meters.timer("work.duration").record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /**
     * While the ledger is in trouble the claim is held and renewed, so that the image is not blamed
     * for it.
     */
    private void settle(Claimed claimed, Step step) {
        boolean unsure = false;
        for (int failures = 0; failures < MAX_SETTLE_TRIES; failures++) {
            try {
                settleOnce(claimed, step, unsure);
                return;
            } catch (PortException e) {
                unsure |= e.kind() == Kind.UNKNOWN_OUTCOME;
                LOG.atWarn()
                        .addKeyValue("image", claimed.image().id())
                        .addKeyValue("port", e.port())
                        .addKeyValue("kind", e.kind())
                        .setCause(e)
                        .log("work.settle-failed");
                pause(settings.backoff().after(failures + 1));
            }
        }
        LOG.atError().addKeyValue("image", claimed.image().id()).log("work.left-to-its-lease");
    }

    private void settleOnce(Claimed claimed, Step step, boolean unsure) {
        Instant now = clock.instant();
        switch (step) {
            case Step.Finish(Outcome outcome) -> finish(claimed, outcome, now, unsure);
            case Step.Release(var tries, Duration delay, String why) -> {
                ledger.release(claimed.claim(), tries, now.plus(delay));
                meters.counter("work.releases").add(1);
                LOG.atInfo()
                        .addKeyValue("image", claimed.image().id())
                        .addKeyValue("why", why)
                        .addKeyValue("delayMs", delay.toMillis())
                        .log("work.released");
            }
        }
    }

    /**
     * @param unsure an earlier try may have published this very outcome: then nothing of it is
     *     deleted
     */
    private void finish(Claimed claimed, Outcome outcome, Instant now, boolean unsure) {
        ImageRecord image = claimed.image();
        if (!ledger.finish(claimed.claim(), outcome, now)) {
            LOG.atWarn()
                    .addKeyValue("image", image.id())
                    .addKeyValue("unsure", unsure)
                    .log("work.overtaken");
            if (!unsure) {
                discard(outcome);
            }
            return;
        }
        report(image, outcome, now);
        if (outcome instanceof Outcome.Quarantined) {
            objects.delete(image.original().object());
        }
    }

    private void report(ImageRecord image, Outcome outcome, Instant now) {
        String state = outcome.state().label();
        meters.counter("work.images", "state", state).add(1);
        meters.timer("work.latency").record(Duration.between(image.lifetime().receivedAt(), now));
        LOG.atInfo()
                .addKeyValue("image", image.id())
                .addKeyValue("state", state)
                .addKeyValue(
                        "cause", outcome.findings().cause().map(cause -> cause.code()).orElse(""))
                .log("work.finished");
    }

    private static void pause(Duration delay) {
        try {
            TimeUnit.MILLISECONDS.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void discard(Outcome outcome) {
        process.discard(outcome);
        if (outcome instanceof Outcome.Quarantined quarantined) {
            objects.delete(quarantined.object());
        }
    }

    /** Prolongs what we hold and takes back what the dead held, three times in a lease. */
    private void leases() {
        Instant now = clock.instant();
        if (now.isBefore(leasesDue)) {
            return;
        }
        leasesDue = now.plus(settings.lease().dividedBy(3));
        if (!held.isEmpty()) {
            ledger.renew(List.copyOf(held.keySet()), now.plus(settings.lease()));
        }
        reclaim(Optional.empty());
    }

    private void reclaim(Optional<NodeId> self) {
        Instant now = clock.instant();
        List<Claimed> back = ledger.reclaim(now, self, now.plus(settings.backoff().first()));
        back.forEach(
                claimed ->
                        LOG.atWarn()
                                .addKeyValue("image", claimed.image().id())
                                .addKeyValue("nodeDeaths", claimed.image().tries().nodeDeaths())
                                .log("work.reclaimed"));
    }
}
