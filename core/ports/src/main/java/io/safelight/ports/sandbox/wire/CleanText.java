package io.safelight.ports.sandbox.wire;

/** Makes any text one that the other side accepts. */
final class CleanText {
    private static final int REPLACEMENT = 0xfffd;

    private CleanText() {}

    /** Control characters and halves of pairs replaced, cut to {@code maxChars} UTF-16 units. */
    static String of(String text, int maxChars) {
        var clean = new StringBuilder(Math.min(text.length(), maxChars));
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            boolean half = Character.getType(point) == Character.SURROGATE;
            int kept = half || Character.isISOControl(point) ? REPLACEMENT : point;
            if (clean.length() + Character.charCount(kept) > maxChars) {
                break;
            }
            clean.appendCodePoint(kept);
        }
        return clean.toString();
    }
}
