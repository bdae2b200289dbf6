package io.safelight.adapter.vips;

/** Text from an image, fit to be stored and shown: one line, bounded, well-formed. */
final class CleanText {
    static final int MAX_CHARS = 200;

    private CleanText() {}

    /** Without control characters and halves of surrogate pairs; at most 200 chars. */
    static String of(String text) {
        var clean = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (clean.length() + Character.charCount(c) > MAX_CHARS) {
                break;
            }
            if (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE) {
                clean.appendCodePoint(c);
            }
        }
        return clean.toString().strip();
    }
}
