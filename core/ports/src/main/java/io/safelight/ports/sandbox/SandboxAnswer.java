package io.safelight.ports.sandbox;

import io.safelight.domain.image.Cause;
import java.util.List;

/** What came out of the sandbox. */
public sealed interface SandboxAnswer {

    /** Every program answered. */
    record Answered(List<ProgramAnswer> programs) implements SandboxAnswer {
        public Answered {
            programs = List.copyOf(programs);
        }
    }

    /**
     * The sandbox died, hung until it was killed, or answered nonsense while it had this image.
     * Counts against the image.
     */
    record Died(Cause cause) implements SandboxAnswer {}

    /**
     * There was no sandbox to run in. Holds nothing against the image.
     *
     * @param why for the operator, with what to do
     */
    record Unavailable(String why) implements SandboxAnswer {}
}
