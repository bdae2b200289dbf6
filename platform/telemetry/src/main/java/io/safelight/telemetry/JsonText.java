package io.safelight.telemetry;

/** Texts as JSON (RFC 8259) writes them. */
final class JsonText {
    private static final char REPLACEMENT = '\ufffd';

    private JsonText() {}

    /** With quotation marks around it. */
    static void value(StringBuilder to, String text) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else {
                character(to, text, i);
            }
        }
        to.append('"');
    }

    /** Without: quotation marks stay, what a terminal would obey does not. */
    static void escape(StringBuilder to, String text) {
        for (int i = 0; i < text.length(); i++) {
            character(to, text, i);
        }
    }

    private static void character(StringBuilder to, String text, int at) {
        char c = text.charAt(at);
        if (c == '\n') {
            to.append("\\n");
        } else if (c == '\t') {
            to.append("\\t");
        } else if (isHalf(text, at)) {
            to.append(REPLACEMENT);
        } else if (isObeyed(c)) {
            to.append("\\u").append(Integer.toHexString(c | 0x10000), 1, 5);
        } else {
            to.append(c);
        }
    }

    /** Controls of both kinds, what breaks lines, what turns the direction of writing. */
    private static boolean isObeyed(char c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }

    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
