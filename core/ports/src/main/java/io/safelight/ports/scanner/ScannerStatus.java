package io.safelight.ports.scanner;

import io.safelight.domain.scan.ScanEngine;
import java.time.Instant;
import java.util.Optional;

/** Whether a scanner can be asked. */
public sealed interface ScannerStatus {

    /** Empty where it is not known, and for test signatures. */
    Optional<Instant> signaturesBuiltAt();

    /**
     * @param testMode the signatures are a test set: nothing but the EICAR test file is found, and
     *     everyone must be told
     */
    record Ready(ScanEngine engine, boolean testMode) implements ScannerStatus {
        @Override
        public Optional<Instant> signaturesBuiltAt() {
            return engine.signaturesBuiltAt();
        }
    }

    /**
     * @param why for the operator, with what to do
     */
    record NotReady(String why, Optional<Instant> signaturesBuiltAt) implements ScannerStatus {
        public NotReady(String why) {
            this(why, Optional.empty());
        }
    }
}
