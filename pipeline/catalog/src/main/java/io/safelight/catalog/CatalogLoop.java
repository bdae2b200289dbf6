package io.safelight.catalog;

import io.safelight.domain.work.Backoff;
import io.safelight.ports.PortException;
import io.safelight.telemetry.Meters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the {@link Committer} every few seconds until it is closed. After a failure it waits longer
 * from time to time; it ends by itself only when ledger and lake have diverged.
 */
public final class CatalogLoop implements Runnable, AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(CatalogLoop.class);

    private final Committer committer;
    private final Duration interval;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Meters.Counter failures;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<String> problem = Optional.empty();

    public CatalogLoop(
            Committer committer, CatalogSettings settings, InstantSource clock, Meters meters) {
        this.committer = committer;
        this.interval = settings.interval();
        this.backoff =
                new Backoff(
                        interval, interval.compareTo(LONGEST_WAIT) > 0 ? interval : LONGEST_WAIT);
        this.clock = clock;
        this.failures = meters.counter("catalog.failures");
        meters.gauge("catalog.healthy", () -> problem.isEmpty() ? 1 : 0);
    }

    /** Why final images do not reach the lake at the moment, for readiness. */
    public Optional<String> problem() {
        return problem;
    }

    /** Returns when closed, when its thread is interrupted, or when a person must decide. */
    @Override
    public void run() {
        int failed = 0;
        boolean more = true;
        while (more) {
            boolean diverged = false;
            try {
                diverged = isDiverged(committer.runOnce(clock.instant()));
                failed = 0;
            } catch (RuntimeException e) {
                failed++;
                note(e);
            }
            more = !diverged && waited(failed == 0 ? interval : backoff.after(failed));
        }
    }

    /** Asks {@link #run()} to return after the pass that it is in. Does not wait for it. */
    @Override
    public void close() {
        closed.countDown();
    }

    private boolean isDiverged(Pass pass) {
        return switch (pass) {
            case Pass.Committed(int _, int _) -> {
                problem = Optional.empty();
                yield false;
            }
            case Pass.Diverged(long open, long last) -> {
                problem = Optional.of("ledger and lake diverged: batch " + open + " after " + last);
                log.atError()
                        .addKeyValue("ledgerBatch", open)
                        .addKeyValue("lakeBatch", last)
                        .log("catalog.diverged");
                yield true;
            }
        };
    }

    private void note(RuntimeException e) {
        failures.add(1);
        problem = Optional.of(String.valueOf(e.getMessage()));
        switch (e) {
            case PortException port ->
                    log.atWarn()
                            .addKeyValue("port", port.port())
                            .addKeyValue("kind", port.kind())
                            .setCause(port)
                            .log("catalog.retry");
            default -> log.atError().setCause(e).log("catalog.failed");
        }
    }

    /**
     * @return whether to go on
     */
    private boolean waited(Duration time) {
        try {
            return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
