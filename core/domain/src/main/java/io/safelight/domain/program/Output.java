package io.safelight.domain.program;

import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Sha256;
import java.util.regex.Pattern;

/**
 * Something that a program made of an image.
 *
 * @param name file name, unique within the program
 * @param contentType as checked by its magic bytes
 * @param bytes before encryption
 */
public record Output(
        ProgramName program,
        String name,
        String contentType,
        long bytes,
        Sha256 sha256,
        ObjectRef object) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public Output {
        requireName(name);
        if (bytes < 0) {
            throw new IllegalArgumentException("negative size");
        }
    }

    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an output's name is 1 to 64 of a-z, 0-9 and ._-");
        }
    }
}
