package io.safelight.work;

import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.Outcome;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.ledger.WorkLedger;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.process.ProcessStage;
import io.safelight.telemetry.Meters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
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
    private final Meters meters;

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
        this.meters = meters;
    }

    /**
     * While the ledger is in trouble the claim is held and renewed, so that the image is not blamed
     * for it.
     */
    void settle(Claimed claimed, Step step) {
        boolean unsure = false;
        for (int failures = 0; failures < settings.settleTries(); failures++) {
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
}
