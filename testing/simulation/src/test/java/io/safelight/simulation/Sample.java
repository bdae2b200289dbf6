package io.safelight.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.safelight.domain.work.State;
import io.safelight.testkit.sandbox.Script;
import io.safelight.testkit.sandbox.Script.Verb;
import io.safelight.testkit.scanner.ScannerSamples;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** A kind of image, and what must become of it. */
enum Sample {
    CLEAN(State.COMPLETED, Optional.empty(), 0),
    INFECTED(State.QUARANTINED, Optional.of("infected"), 0),
    UNDECIDED(State.QUARANTINED, Optional.of("scan-timed-out"), 0),
    DAMAGED(State.FAILED, Optional.of("truncated"), 0),
    FLAKY_ONE(State.COMPLETED, Optional.empty(), 1),
    KILLER(State.FAILED, Optional.of("sandbox-died"), 3);

    static final String NEVER_DECIDED = "never decided";
    static final String FLAKY = "flaky";

    final State end;
    final Optional<String> cause;

    /** How many are its own fault. */
    final int sandboxDeaths;

    Sample(State end, Optional<String> cause, int sandboxDeaths) {
        this.end = end;
        this.cause = cause;
        this.sandboxDeaths = sandboxDeaths;
    }

    /** Other bytes for each name. */
    byte[] bytes(String name) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(script().image());
        bytes.writeBytes(
                switch (this) {
                    case INFECTED -> ScannerSamples.eicar();
                    case UNDECIDED -> NEVER_DECIDED.getBytes(US_ASCII);
                    case FLAKY_ONE -> FLAKY.getBytes(US_ASCII);
                    case CLEAN, DAMAGED, KILLER -> new byte[0];
                });
        bytes.writeBytes(name.getBytes(US_ASCII));
        return bytes.toByteArray();
    }

    private Script script() {
        return switch (this) {
            case DAMAGED -> Script.of(Verb.GIVE_UP, "truncated");
            case KILLER -> Script.of(Verb.EXIT, 139);
            case CLEAN, INFECTED, UNDECIDED, FLAKY_ONE -> Script.of(Verb.MANY, 2);
        };
    }
}
