package io.safelight.domain.work;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Probe;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramRun;
import io.safelight.domain.scan.Scan;
import java.util.List;
import java.util.Optional;

/**
 * What the stages found out about an image. Empty until it is final.
 *
 * @param cause why it was quarantined or failed
 */
public record Findings(
        Optional<Scan> scan,
        Optional<Probe> probe,
        List<ProgramRun> runs,
        List<Output> outputs,
        Optional<Cause> cause) {
    public static final Findings NONE =
            new Findings(
                    Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());

    public Findings {
        runs = List.copyOf(runs);
        outputs = List.copyOf(outputs);
    }
}
