package io.safelight.query.govern;

/** How DuckDB compares names: without regard to case, but only of ASCII letters. */
final class Names {
    private Names() {}

    /** Unlike {@link String#toLowerCase}, which makes a k of the Kelvin sign. */
    static String lower(String name) {
        var lower = new StringBuilder(name);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }
}
