package io.safelight.ingest;

import io.safelight.domain.image.Description;
import java.util.Optional;

/**
 * Makes a sender's file name harmless: the last part of a path, without control characters, of
 * bounded length.
 */
final class FileNames {
    private FileNames() {}

    static Optional<String> plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var kept = new StringBuilder();
        last.codePoints()
                .filter(FileNames::isPlain)
                .forEach(
                        c -> {
                            if (kept.length() + Character.charCount(c)
                                    <= Description.MAX_FILENAME_CHARS) {
                                kept.appendCodePoint(c);
                            }
                        });
        String plain = kept.toString().strip();
        return plain.isEmpty() ? Optional.empty() : Optional.of(plain);
    }

    /**
     * No controls, no half surrogates, nothing that turns or hides the rest of the name, no
     * non-characters.
     */
    private static boolean isPlain(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
