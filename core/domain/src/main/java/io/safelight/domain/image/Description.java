package io.safelight.domain.image;

import java.util.Optional;

/** What the sender said of an image; none of it is trusted. */
public record Description(Optional<String> filename, Attributes attributes) {
    public static final int MAX_FILENAME_CHARS = 255;
    public static final Description NONE = new Description(Optional.empty(), Attributes.NONE);

    public Description {
        if (filename.isPresent() && !isPlain(filename.get())) {
            throw new IllegalArgumentException(
                    "a filename has 1 to 255 characters and no control characters or slashes");
        }
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_FILENAME_CHARS
                && name.chars().noneMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\');
    }
}
