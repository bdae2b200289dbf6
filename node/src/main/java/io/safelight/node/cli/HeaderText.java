package io.safelight.node.cli;

/** Text for HTTP header fields, which are ASCII at heart. */
final class HeaderText {
    private HeaderText() {}

    /** JSON with everything beyond ASCII escaped. */
    static String ascii(String json) {
        var escaped = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x20) {
                escaped.append(' ');
            } else if (c > 0x7e) {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
