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
                .filter(
                        c ->
                                !Character.isISOControl(c)
                                        && Character.getType(c) != Character.SURROGATE)
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
}
