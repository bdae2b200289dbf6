package io.safelight.domain.scan;

/**
 * What the scanner says of an image's bytes. Anything but a plain answer is undecided, never clean.
 */
public sealed interface Verdict {

    /** No known threat. */
    record Clean() implements Verdict {}

    /**
     * @param threat the signature's name, at most 256 characters
     */
    record Infected(String threat) implements Verdict {
        public Infected {
            if (threat.isEmpty()) {
                throw new IllegalArgumentException("a threat has a name");
            }
            threat = threat.length() <= 256 ? threat : threat.substring(0, 256);
        }
    }

    /**
     * @param detail for the operator
     */
    record Undecided(Reason reason, String detail) implements Verdict {}

    /** Why there is no verdict. */
    enum Reason {
        /** Not reachable, or answered nonsense. The image is not to blame and waits. */
        SCANNER_DOWN,
        /** Too old to be trusted. The image waits. */
        SIGNATURES_STALE,
        /** This image took too long. */
        TIMED_OUT,
        /** This image is over a limit of the scanner. */
        OVER_LIMIT,
        /** This image, alone with the scanner, brought it down. */
        CRASHED
    }
}
