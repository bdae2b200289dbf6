package io.safelight.domain.work;

/**
 * What went wrong with an image so far, by who is to blame.
 *
 * @param scans undecided scans that count
 * @param sandboxDeaths deaths of the sandbox, or of a node while the image ran alone on it: these
 *     count against the image
 * @param nodeDeaths deaths of a node on which the image ran among others: suspicious, no proof
 * @param errors of the platform itself while it worked on the image, which nobody died of
 */
public record Tries(int scans, int sandboxDeaths, int nodeDeaths, int errors) {
    /** From this many deaths of nodes on, an image runs alone. */
    public static final int NODE_DEATHS_BEFORE_ALONE = 3;

    /** With this many errors an image has failed: trying on would not end before it expires. */
    public static final int ERRORS_BEFORE_FAILURE = 10;

    public static final Tries NONE = new Tries(0, 0, 0);

    public Tries {
        if (scans < 0 || sandboxDeaths < 0 || nodeDeaths < 0 || errors < 0) {
            throw new IllegalArgumentException("tries are counted from 0");
        }
    }

    /** Without errors. */
    public Tries(int scans, int sandboxDeaths, int nodeDeaths) {
        this(scans, sandboxDeaths, nodeDeaths, 0);
    }

    public boolean mustRunAlone() {
        return nodeDeaths >= NODE_DEATHS_BEFORE_ALONE;
    }

    public Tries afterUndecidedScan() {
        return new Tries(scans + 1, sandboxDeaths, nodeDeaths, errors);
    }

    public Tries afterSandboxDeath() {
        return new Tries(scans, sandboxDeaths + 1, nodeDeaths, errors);
    }

    /** A node died that held a claim on the image. */
    public Tries afterNodeDeath() {
        return mustRunAlone()
                ? afterSandboxDeath()
                : new Tries(scans, sandboxDeaths, nodeDeaths + 1, errors);
    }

    public Tries afterError() {
        return new Tries(scans, sandboxDeaths, nodeDeaths, errors + 1);
    }
}
