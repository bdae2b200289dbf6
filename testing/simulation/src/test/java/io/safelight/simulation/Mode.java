package io.safelight.simulation;

import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.ports.scanner.ScannerStatus;
import io.safelight.simulation.Invariants.Blame;
import io.safelight.testkit.faults.Call;
import io.safelight.testkit.faults.Fault;
import io.safelight.testkit.faults.Fault.Moment;
import io.safelight.testkit.sandbox.InMemorySandbox;
import java.time.Instant;
import java.util.Optional;

/** What becomes of one call. */
enum Mode {
    FAILS,
    FAILS_UNKNOWN,
    HAPPENS_UNKNOWN,
    KILLS_BEFORE,
    KILLS_AFTER,
    OVERTAKEN_BEFORE,
    OVERTAKEN_AFTER,
    SANDBOX_DIES;

    /** What may be held against an image for it. */
    Blame blame() {
        return switch (this) {
            case FAILS, FAILS_UNKNOWN, HAPPENS_UNKNOWN -> Blame.NONE;
            case KILLS_BEFORE, KILLS_AFTER, OVERTAKEN_BEFORE, OVERTAKEN_AFTER -> new Blame(1, 0);
            case SANDBOX_DIES -> new Blame(0, 1);
        };
    }

    /**
     * @param overtake what happens while the call is late
     * @return empty where it makes no sense
     */
    Optional<Fault> fault(Call call, Runnable overtake) {
        boolean isSandboxRun = call.toString().endsWith("Sandbox.run");
        return switch (this) {
            case FAILS -> Optional.of(failure(call));
            case FAILS_UNKNOWN -> asUnknown(call, Fault.failsUnknown());
            case HAPPENS_UNKNOWN -> asUnknown(call, Fault.happensUnknown());
            case KILLS_BEFORE -> Optional.of(new Fault.Kill(Moment.BEFORE));
            case KILLS_AFTER -> Optional.of(new Fault.Kill(Moment.AFTER));
            case OVERTAKEN_BEFORE -> Optional.of(new Fault.Late(Moment.BEFORE, overtake));
            case OVERTAKEN_AFTER -> Optional.of(new Fault.Late(Moment.AFTER, overtake));
            case SANDBOX_DIES ->
                    isSandboxRun
                            ? Optional.of(new Fault.Answer(InMemorySandbox.died()))
                            : Optional.empty();
        };
    }

    /** Scanner and sandbox tell by value that they could not. */
    private static Fault failure(Call call) {
        return switch (call.port() + "." + call.method()) {
            case "Scanner.status" -> new Fault.Answer(new ScannerStatus.NotReady("as wished"));
            case "Scanner.scan" -> new Fault.Answer(undecided());
            case "Sandbox.run" -> new Fault.Answer(new SandboxAnswer.Unavailable("as wished"));
            default -> new Fault.Fail(Moment.BEFORE, Kind.RETRYABLE);
        };
    }

    private static Optional<Fault> asUnknown(Call call, Fault fault) {
        boolean tellsByValue = call.port().equals("Scanner") || call.port().equals("Sandbox");
        return tellsByValue ? Optional.empty() : Optional.of(fault);
    }

    private static Scan undecided() {
        return new Scan(
                new Verdict.Undecided(Verdict.Reason.SCANNER_DOWN, "as the test wished"),
                new ScanEngine("none", "none", Optional.empty()),
                Instant.EPOCH);
    }
}
