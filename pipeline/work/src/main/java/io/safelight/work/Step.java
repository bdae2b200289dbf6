package io.safelight.work;

import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.Tries;
import java.time.Duration;

/** What a worker does with its claim in the end. */
sealed interface Step {

    /**
     * @param tries all of them, with those of this claim
     */
    record Finish(Outcome outcome, Tries tries) implements Step {}

    /** Gives the image back. */
    record Release(Tries tries, Duration delay, String why) implements Step {}
}
