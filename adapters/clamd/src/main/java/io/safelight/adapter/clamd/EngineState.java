package io.safelight.adapter.clamd;

import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict.Reason;
import io.safelight.ports.scanner.ScannerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How clamd was when it was last asked. */
sealed interface EngineState {

    ScanEngine engine();

    ScannerStatus status();

    /** Scans make sense. */
    record Usable(ScanEngine engine, boolean testMode) implements EngineState {
        @Override
        public ScannerStatus status() {
            return new ScannerStatus.Ready(engine, testMode);
        }
    }

    /** Scans make no sense. */
    record Unusable(ScanEngine engine, Reason reason, String why) implements EngineState {
        @Override
        public ScannerStatus status() {
            return new ScannerStatus.NotReady(why, engine.signaturesBuiltAt());
        }
    }

    static EngineState down(ScanEngine lastKnown, String why) {
        return new Unusable(lastKnown, Reason.SCANNER_DOWN, why);
    }

    /** Judges the signatures by their age. Test signatures have none. */
    static EngineState of(ScanEngine engine, boolean testMode, Duration maxAge, Instant now) {
        if (testMode) {
            return new Usable(engine, true);
        }
        Optional<Instant> builtAt = engine.signaturesBuiltAt();
        if (builtAt.isEmpty()) {
            return stale(engine, "clamd does not tell how old its signatures are");
        }
        Duration age = Duration.between(builtAt.get(), now);
        if (age.compareTo(maxAge) > 0) {
            return stale(engine, "the signatures are " + age.toDays() + " days old");
        }
        return new Usable(engine, false);
    }

    private static EngineState stale(ScanEngine engine, String what) {
        return new Unusable(
                engine, Reason.SIGNATURES_STALE, what + "; run freshclam to get the newest");
    }
}
