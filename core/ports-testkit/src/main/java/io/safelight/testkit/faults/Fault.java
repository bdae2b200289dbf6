package io.safelight.testkit.faults;

import io.safelight.ports.PortException.Kind;

/** What happens to a call. */
public sealed interface Fault {

    /** Before the effect of the call, or after it. */
    enum Moment {
        BEFORE,
        AFTER
    }

    /** The call is carried out. */
    record None() implements Fault {}

    /** The call fails; reads and writes of streams with an {@link java.io.IOException}. */
    record Fail(Moment moment, Kind kind) implements Fault {}

    /** The call is not carried out and answers so; for ports that tell their failures by value. */
    record Answer(Object value) implements Fault {}

    /** The call is late: something else happens first, or before its answer arrives. */
    record Late(Moment moment, Runnable meanwhile) implements Fault {}

    /** The process dies, see {@link Killed}. */
    record Kill(Moment moment) implements Fault {}

    static Fault none() {
        return new None();
    }

    /** Nothing happened. */
    static Fault fails() {
        return new Fail(Moment.BEFORE, Kind.RETRYABLE);
    }

    /** Nothing happened, but the caller is not told. */
    static Fault failsUnknown() {
        return new Fail(Moment.BEFORE, Kind.UNKNOWN_OUTCOME);
    }

    /** It happened, but the caller is not told. */
    static Fault happensUnknown() {
        return new Fail(Moment.AFTER, Kind.UNKNOWN_OUTCOME);
    }

    static Fault late(Runnable meanwhile) {
        return new Late(Moment.BEFORE, meanwhile);
    }
}
