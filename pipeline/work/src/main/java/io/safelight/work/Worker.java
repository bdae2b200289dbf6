package io.safelight.work;

import static java.util.stream.Collectors.toSet;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.NodeId;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.ledger.WorkLedger;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.process.ProcessStage;
import io.safelight.scan.ScanStage;
import io.safelight.telemetry.Meters;
import io.safelight.telemetry.Span;
import io.safelight.telemetry.Traces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
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

    private final NodeId node;
    private final WorkLedger ledger;
    private final ScanStage scan;
    private final Traces traces;
    private final Line line;
    private final Settling settling;
    private final WorkSettings settings;
    private final InstantSource clock;
    private final Meters.Timer duration;
    private final Semaphore free;
    private final Map<Claim, Boolean> held = new ConcurrentHashMap<>();
    private Instant leasesDue = Instant.MIN;
    private boolean recovered;

    /** The ledger may say that we hold what no line of ours works on. */
    private volatile boolean unsure;

    private volatile boolean stopping;

    /** What a worker works with. */
    public record Stages(
            ScanStage scan, ProcessStage process, SealedObjects objects, Traces traces) {
        /** Without traces. */
        public Stages(ScanStage scan, ProcessStage process, SealedObjects objects) {
            this(scan, process, objects, Traces.none());
        }
    }

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
        this.traces = stages.traces();
        this.line = new Line(stages.objects(), scan, stages.process(), settings);
        this.settling = new Settling(ledger, stages, settings, clock, meters);
        this.settings = settings;
        this.clock = clock;
        this.free = new Semaphore(settings.places());
        this.duration = meters.timer("work.duration");
        meters.gauge("work.in-flight", held::size);
        meters.gauge("work.places", settings::places);
    }

    /** A claim, however often its lease was renewed. */
    private record Attempt(ImageId image, long epoch) {
        static Attempt of(Claim claim) {
            return new Attempt(claim.image(), claim.epoch());
        }
    }

    /** How a turn went. */
    private enum Turn {
        CLAIMED,
        NOTHING_DUE,
        NO_PLACE,
        NO_SCANNER
    }

    /**
     * What this node held when it last died comes back, then works until {@link #stop()} or an
     * interrupt, and waits for what runs.
     */
    public void run() {
        try (ExecutorService lines = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!stopping && !Thread.currentThread().isInterrupted()) {
                try {
                    await(turn(lines));
                } catch (PortException e) {
                    LOG.atWarn().addKeyValue("port", e.port()).setCause(e).log("work.degraded");
                    sleep(settings.backoff().first());
                } catch (RuntimeException e) {
                    LOG.atError().setCause(e).log("work.bug");
                    sleep(settings.backoff().first());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * One turn in the caller's thread, without waiting for anything to become due: the images that
     * are due now and fit, one after the other. Not beside {@link #run()}.
     *
     * @return whether there were any
     * @throws PortException when the ledger failed; the next turn goes on
     */
    public boolean runOnce() {
        return turn(Runnable::run) == Turn.CLAIMED;
    }

    /** No more claims; what runs is finished. */
    public void stop() {
        stopping = true;
    }

    private void await(Turn turn) throws InterruptedException {
        Duration idle = settings.waits().idle();
        switch (turn) {
            case CLAIMED -> {}
            case NOTHING_DUE -> ledger.awaitWork(idle);
            case NO_SCANNER -> sleep(idle);
            case NO_PLACE -> {
                // Whoever gets a place gives it back at once: the turn takes all that are free.
                if (free.tryAcquire(idle.toMillis(), TimeUnit.MILLISECONDS)) {
                    free.release();
                }
            }
        }
    }

    private Turn turn(Executor lines) {
        if (!recovered) {
            reclaim(Optional.of(node));
            recovered = true;
        }
        leases();
        if (!scan.isReady()) {
            return Turn.NO_SCANNER;
        }
        int places = free.drainPermits();
        return places == 0 ? Turn.NO_PLACE : claim(places, lines);
    }

    private Turn claim(int places, Executor lines) {
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
        } catch (PortException e) {
            // What was claimed all the same would look as if we had died of it.
            unsure |= e.kind() == Kind.UNKNOWN_OUTCOME;
            throw e;
        } finally {
            free.release(places - taken);
        }
        return taken == 0 ? Turn.NOTHING_DUE : Turn.CLAIMED;
    }

    private void work(Claimed claimed, int places) {
        long start = System.nanoTime();
        boolean settled = false;
        try (var trace = LineTrace.begin(traces, claimed, clock.instant())) {
            settled = settle(claimed, trace);
        } finally {
            held.remove(claimed.claim());
            if (!settled) {
                unsure = true;
            }
            free.release(places);
            duration.record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** An error of ours ends no claim by silence: that would look as if we had died. */
    private boolean settle(Claimed claimed, LineTrace trace) {
        try {
            return publish(claimed, line.take(claimed.image(), trace), trace);
        } catch (RuntimeException e) {
            trace.failed();
            LOG.atError().addKeyValue("image", claimed.image().id()).setCause(e).log("work.bug");
        }
        try {
            return publish(claimed, line.afterError(claimed.image()), trace);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("image", claimed.image().id()).setCause(e).log("work.bug");
            return false;
        }
    }

    private boolean publish(Claimed claimed, Step step, LineTrace trace) {
        try (Span _ = trace.part("work.publish")) {
            return settling.settle(claimed, step);
        }
    }

    private static void sleep(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    /**
     * Prolongs what we hold and takes back what the dead held, three times in a lease, and at once
     * when the clock was set back: a claim of after that would end long before the old time comes.
     */
    private void leases() {
        Instant now = clock.instant();
        Instant next = now.plus(settings.lease().dividedBy(3));
        boolean early = now.isBefore(leasesDue) && !leasesDue.isAfter(next);
        if (early) {
            if (unsure) {
                giveBackStrays(now);
            }
            return;
        }
        leasesDue = next;
        if (!held.isEmpty()) {
            ledger.renew(List.copyOf(held.keySet()), now.plus(settings.lease()));
        }
        // Always before the dead are told: what was claimed late, after an unknown outcome, is seen
        // here at the latest, and we are alive.
        giveBackStrays(now);
        reclaim(Optional.empty());
    }

    /**
     * Releases what the ledger says we hold and no line of ours works on: nobody died of it. A line
     * that ends meanwhile has ended its claim, and of that nothing is taken.
     */
    private void giveBackStrays(Instant now) {
        // Before the lines are looked at, which may be unsure again meanwhile.
        unsure = false;
        Set<Attempt> worked = held.keySet().stream().map(Attempt::of).collect(toSet());
        try {
            for (Claimed stray : ledger.heldBy(node)) {
                if (!worked.contains(Attempt.of(stray.claim()))) {
                    giveBack(stray, now);
                }
            }
        } catch (PortException e) {
            unsure = true;
            throw e;
        }
    }

    private void giveBack(Claimed stray, Instant now) {
        ledger.release(stray.claim(), stray.image().tries(), now.plus(settings.backoff().first()));
        LOG.atWarn()
                .addKeyValue("image", stray.image().id())
                .addKeyValue("epoch", stray.claim().epoch())
                .log("work.stray-released");
    }

    private void reclaim(Optional<NodeId> self) {
        Instant now = clock.instant();
        List<Claimed> back =
                ledger.reclaim(
                        now, self, tries -> now.plus(settings.backoff().afterNodeDeath(tries)));
        back.forEach(
                claimed ->
                        LOG.atWarn()
                                .addKeyValue("image", claimed.image().id())
                                .addKeyValue("nodeDeaths", claimed.image().tries().nodeDeaths())
                                .log("work.reclaimed"));
    }
}
