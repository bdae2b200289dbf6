package io.safelight.ports.sandbox;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Probe;
import io.safelight.domain.program.Program;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one program said of one image.
 *
 * @param peakMemoryBytes of its process; 0 where it could not be told
 */
public record ProgramAnswer(Program program, Duration took, long peakMemoryBytes, Result result) {

    /** Done, or not. */
    public sealed interface Result {

        /**
         * @param probe only from the program {@code probe}
         */
        record Made(Optional<Probe> probe, List<MadeOutput> outputs) implements Result {
            public Made {
                outputs = List.copyOf(outputs);
            }
        }

        /** It looked at the image and cannot work on it; trying again would not help. */
        record GaveUp(Cause cause) implements Result {}
    }
}
