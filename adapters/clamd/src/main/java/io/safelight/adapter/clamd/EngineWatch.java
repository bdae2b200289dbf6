package io.safelight.adapter.clamd;

import io.safelight.domain.scan.ScanEngine;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows clamd's state, at most some seconds old. One thread asks, the others take the last answer.
 */
final class EngineWatch {
    private static final Logger log = LoggerFactory.getLogger(EngineWatch.class);

    private record Seen(EngineState state, long atNanos) {
        /** Bad news are doubted sooner: clamd comes up in a moment. */
        boolean isGood(Duration age) {
            long nanos = state instanceof EngineState.Usable ? age.toNanos() : age.toNanos() / 10;
            return System.nanoTime() - atNanos < nanos;
        }
    }

    private final ClamdHost host;
    private final ClamdSettings settings;
    private final Deadlines deadlines;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Seen last;

    EngineWatch(ClamdHost host, ClamdSettings settings, Deadlines deadlines, InstantSource clock) {
        this.host = host;
        this.settings = settings;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    EngineState state() {
        Seen seen = last;
        if (seen != null && seen.isGood(settings.statusAge())) {
            return seen.state();
        }
        if (!asking.tryLock()) {
            if (seen != null) {
                return seen.state();
            }
            asking.lock();
        }
        try {
            return refresh();
        } finally {
            asking.unlock();
        }
    }

    private EngineState refresh() {
        Seen seen = last;
        if (seen != null && seen.isGood(settings.statusAge())) {
            return seen.state();
        }
        EngineState state = ask(seen == null ? ClamdVersion.unknown() : seen.state().engine());
        last = new Seen(state, System.nanoTime());
        logWhenNew(seen, state);
        return state;
    }

    private EngineState ask(ScanEngine lastKnown) {
        try (var connection =
                ClamdConnection.open(host.socket(), deadlines, settings.answerLimit())) {
            boolean testMode = host.testMode();
            String answer = connection.ask("VERSION");
            return ClamdVersion.parse(answer, testMode)
                    .map(
                            engine ->
                                    EngineState.of(
                                            engine,
                                            testMode,
                                            settings.maxSignatureAge(),
                                            clock.instant()))
                    .orElseGet(() -> down(lastKnown, "it answered nonsense"));
        } catch (IOException e) {
            return down(lastKnown, String.valueOf(e.getMessage()));
        }
    }

    private EngineState down(ScanEngine lastKnown, String cause) {
        return EngineState.down(
                lastKnown,
                "clamd does not answer at %s (%s). %s"
                        .formatted(host.socket(), cause, host.condition()));
    }

    private static void logWhenNew(@Nullable Seen before, EngineState now) {
        if (before != null && before.state().getClass() == now.getClass()) {
            return;
        }
        switch (now) {
            case EngineState.Usable(ScanEngine engine, boolean testMode) ->
                    log.atInfo()
                            .addKeyValue("engine", engine.name())
                            .addKeyValue("signatures", engine.signatures())
                            .addKeyValue("testMode", testMode)
                            .log("scanner.ready");
            case EngineState.Unusable(ScanEngine _, var reason, String why) ->
                    log.atWarn()
                            .addKeyValue("reason", reason)
                            .addKeyValue("why", why)
                            .log("scanner.not-ready");
        }
    }
}
