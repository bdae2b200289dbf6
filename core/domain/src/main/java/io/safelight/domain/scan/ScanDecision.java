package io.safelight.domain.scan;

import io.safelight.domain.image.Cause;

/** What follows from a verdict. */
public sealed interface ScanDecision {

    /** Programs may see the image. */
    record Proceed() implements ScanDecision {}

    /** The image goes to the quarantine zone for good. */
    record Quarantine(Cause cause) implements ScanDecision {}

    /** The scanner is at fault: try later, hold nothing against the image. */
    record Wait() implements ScanDecision {}

    /** The image may be at fault: try later, and count it. */
    record TryAgain() implements ScanDecision {}
}
