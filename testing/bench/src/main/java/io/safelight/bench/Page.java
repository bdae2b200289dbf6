package io.safelight.bench;

/** A text with a place for figures. */
final class Page {
    static final String BEGIN = "<!-- figures: begin -->";
    static final String END = "<!-- figures: end -->";

    private Page() {}

    /**
     * The text with other figures between its two marks.
     *
     * @throws IllegalArgumentException when it has no such place
     */
    static String withFigures(String text, String figures) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("The page has no " + BEGIN + " and " + END + ".");
        }
        return text.substring(0, begin + BEGIN.length())
                + "\n"
                + figures.strip()
                + "\n"
                + text.substring(end);
    }
}
