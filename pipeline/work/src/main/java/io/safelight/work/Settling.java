package io.safelight.work;

import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.State;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.ledger.WorkLedger;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.process.ProcessStage;
import io.safelight.telemetry.Meters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what came of a claim into the ledger. Safe for many threads. */
final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final WorkLedger ledger;
    private final ProcessStage process;
    private final SealedObjects objects;
    private final WorkSettings settings;
    private final InstantSource clock;
    private final Meters.Timer latency;
    private final Meters.Counter releases;
    private final Map<State, Meters.Counter> finished;

    Settling(
            WorkLedger ledger,
            Worker.Stages stages,
            WorkSettings settings,
            InstantSource clock,
            Meters meters) {
        this.ledger = ledger;
        this.process = stages.process();
        this.objects = stages.objects();
        this.settings = settings;
        this.clock = clock;
        this.latency = meters.timer("work.latency");
        this.releases = meters.counter("work.releases");
        this.finished =
                Stream.of(State.values())
                        .filter(State::isFinal)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        state -> state,
                                        state ->
                                                meters.counter(
                                                        "work.images", "state", state.label())));
    }

    /**
     * While the ledger is in trouble the claim is held and renewed, so that the image is not blamed
     * for it.
     *
     * @return whether the ledger answered in the end
     */
    boolean settle(Claimed claimed, Step step) {
        boolean unsure = false;
        for (int failures = 0; failures < settings.settleTries(); failures++) {
            try {
                settleOnce(claimed, step, unsure);
                return true;
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
        LOG.atError().addKeyValue("image", claimed.image().id()).log("work.not-settled");
        return false;
    }

    private void settleOnce(Claimed claimed, Step step, boolean unsure) {
        Instant now = clock.instant();
        switch (step) {
            case Step.Finish finish -> finish(claimed, finish, now, unsure);
            case Step.Release(var tries, Duration delay, String why) -> {
                ledger.release(claimed.claim(), tries, now.plus(delay));
                releases.add(1);
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
    private void finish(Claimed claimed, Step.Finish step, Instant now, boolean unsure) {
        ImageRecord image = claimed.image();
        Outcome outcome = step.outcome();
        if (!ledger.finish(claimed.claim(), outcome, step.tries(), now)) {
            LOG.atWarn()
                    .addKeyValue("image", image.id())
                    .addKeyValue("unsure", unsure)
                    .log("work.overtaken");
            if (!unsure) {
                tidy(image, () -> discard(outcome));
            }
            return;
        }
        report(image, outcome, now);
        if (outcome instanceof Outcome.Quarantined) {
            tidy(image, () -> objects.delete(image.original().object()));
        }
    }

    /**
     * The ledger has decided: a failure to delete what is of no more use must not look as if it had
     * not. What is left over goes with the sweep.
     */
    private static void tidy(ImageRecord image, Runnable deletion) {
        try {
            deletion.run();
        } catch (PortException e) {
            LOG.atWarn()
                    .addKeyValue("image", image.id())
                    .addKeyValue("port", e.port())
                    .setCause(e)
                    .log("work.object-left");
        }
    }

    private void report(ImageRecord image, Outcome outcome, Instant now) {
        Objects.requireNonNull(finished.get(outcome.state())).add(1);
        latency.record(Duration.between(image.lifetime().receivedAt(), now));
        LOG.atInfo()
                .addKeyValue("image", image.id())
                .addKeyValue("state", outcome.state().label())
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
}
