package io.safelight.fuzz;

/** Texts as Java writes them. */
final class Literals {
    private Literals() {}

    static String text(String text) {
        var literal = new StringBuilder("\"");
        text.chars().forEach(c -> literal.append(character((char) c)));
        return literal.append('"').toString();
    }

    private static String character(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> c >= ' ' && c <= '~' ? String.valueOf(c) : "\\u%04x".formatted((int) c);
        };
    }
}
