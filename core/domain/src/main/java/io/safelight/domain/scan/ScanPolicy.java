package io.safelight.domain.scan;

import io.safelight.domain.image.Cause;

/**
 * Turns verdicts into decisions.
 *
 * @param maxTries undecided scans for which the image may be to blame, before it is quarantined
 */
public record ScanPolicy(int maxTries) {

    public ScanPolicy {
        if (maxTries < 1) {
            throw new IllegalArgumentException("at least one try");
        }
    }

    /**
     * @param triesBefore counted tries of this image so far
     */
    public ScanDecision decide(Verdict verdict, int triesBefore) {
        return switch (verdict) {
            case Verdict.Clean() -> new ScanDecision.Proceed();
            case Verdict.Infected(String threat) ->
                    new ScanDecision.Quarantine(new Cause("infected", threat));
            case Verdict.Undecided(Verdict.Reason reason, String _) -> decide(reason, triesBefore);
        };
    }

    private ScanDecision decide(Verdict.Reason reason, int triesBefore) {
        return switch (reason) {
            case SCANNER_DOWN, SIGNATURES_STALE -> new ScanDecision.Wait();
            case TIMED_OUT ->
                    again(
                            triesBefore,
                            new Cause("scan-timed-out", "The scan never finished in time."));
            case OVER_LIMIT ->
                    again(
                            triesBefore,
                            new Cause(
                                    "scan-over-limit",
                                    "The image is over a limit of the scanner."));
            case CRASHED ->
                    again(triesBefore, new Cause("scan-crashed", "The scan ended the scanner."));
        };
    }

    private ScanDecision again(int triesBefore, Cause cause) {
        return triesBefore < maxTries - 1
                ? new ScanDecision.TryAgain()
                : new ScanDecision.Quarantine(cause);
    }
}
