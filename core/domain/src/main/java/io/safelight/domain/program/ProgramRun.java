package io.safelight.domain.program;

import io.safelight.domain.image.Cause;
import java.time.Duration;
import java.util.Optional;

/**
 * One run of a program on an image.
 *
 * @param took wall time inside the sandbox
 * @param peakMemoryBytes of the sandbox while it ran; 0 where it could not be told
 * @param attempts how many runs this one ended, itself included
 * @param failure empty when it succeeded
 */
public record ProgramRun(
        ProgramName program,
        String version,
        Duration took,
        long peakMemoryBytes,
        int attempts,
        Optional<Cause> failure) {

    public ProgramRun {
        if (took.isNegative() || peakMemoryBytes < 0 || attempts < 1) {
            throw new IllegalArgumentException(
                    "not a run: " + took + ", " + peakMemoryBytes + ", " + attempts);
        }
    }

    public boolean succeeded() {
        return failure.isEmpty();
    }
}
