package io.safelight.query.wire;

/**
 * Why there is no answer, in words that tell what to change.
 *
 * @param text at most 500 characters, without line breaks
 */
public record SqlRefusal(SqlCode code, String text) {
    private static final int MAX_TEXT_CHARS = 500;

    public SqlRefusal {
        text =
                text.codePoints()
                        .limit(MAX_TEXT_CHARS)
                        .collect(StringBuilder::new, SqlRefusal::append, StringBuilder::append)
                        .toString();
    }

    /** Control characters would let a hostile child or a file name forge lines of a log. */
    private static void append(StringBuilder text, int codePoint) {
        int type = Character.getType(codePoint);
        boolean printable =
                type != Character.CONTROL
                        && type != Character.FORMAT
                        && type != Character.SURROGATE
                        && type != Character.LINE_SEPARATOR
                        && type != Character.PARAGRAPH_SEPARATOR;
        text.appendCodePoint(printable ? codePoint : ' ');
    }
}
