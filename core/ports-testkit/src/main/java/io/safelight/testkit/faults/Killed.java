package io.safelight.testkit.faults;

/**
 * The process that made the call is dead: it gets no answer, and nothing that it does from then on
 * has an effect. An error, so that no product code takes it for a failure that it may handle.
 */
public final class Killed extends Error {

    Killed(String where) {
        super(where, null, false, false);
    }
}
