package io.safelight.query.child;

/** Texts inside our own statements. */
final class Literals {
    private Literals() {}

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
