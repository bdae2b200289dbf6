package io.safelight.domain.work;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Probe;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramRun;
import io.safelight.domain.scan.Scan;
import java.util.List;
import java.util.Optional;

/** How the work on an image ended. */
public sealed interface Outcome {

    State state();

    Findings findings();

    /** Scanned clean, and every required program succeeded. */
    record Completed(Scan scan, Probe probe, List<ProgramRun> runs, List<Output> outputs)
            implements Outcome {
        public Completed {
            if (!scan.isClean()) {
                throw new IllegalArgumentException("only a clean image is completed");
            }
            runs = List.copyOf(runs);
            outputs = List.copyOf(outputs);
        }

        @Override
        public State state() {
            return State.COMPLETED;
        }

        @Override
        public Findings findings() {
            return new Findings(
                    Optional.of(scan), Optional.of(probe), runs, outputs, Optional.empty());
        }
    }

    /**
     * Infected, or never decided.
     *
     * @param object the bytes in the quarantine zone; those in the raw zone are deleted
     */
    record Quarantined(Scan scan, Cause cause, ObjectRef object) implements Outcome {
        @Override
        public State state() {
            return State.QUARANTINED;
        }

        @Override
        public Findings findings() {
            return new Findings(
                    Optional.of(scan), Optional.empty(), List.of(), List.of(), Optional.of(cause));
        }
    }

    /** A required program gave up, or the image brought down whatever touched it. */
    record Failed(
            Optional<Scan> scan,
            Cause cause,
            Optional<Probe> probe,
            List<ProgramRun> runs,
            List<Output> outputs)
            implements Outcome {
        public Failed {
            runs = List.copyOf(runs);
            outputs = List.copyOf(outputs);
        }

        /** Nothing is known of it but why. */
        public static Failed because(Cause cause) {
            return because(cause, Optional.empty());
        }

        /** It was found clean, and then nothing could be made of it. */
        public static Failed because(Cause cause, Scan scan) {
            return because(cause, Optional.of(scan));
        }

        private static Failed because(Cause cause, Optional<Scan> scan) {
            return new Failed(scan, cause, Optional.empty(), List.of(), List.of());
        }

        @Override
        public State state() {
            return State.FAILED;
        }

        @Override
        public Findings findings() {
            return new Findings(scan, probe, runs, outputs, Optional.of(cause));
        }
    }
}
