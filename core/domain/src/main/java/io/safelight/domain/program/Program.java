package io.safelight.domain.program;

/**
 * A version of a program.
 *
 * @param version as its authors write it, at most 64 characters
 * @param required whether an image fails with it
 */
public record Program(ProgramName name, String version, boolean required) {

    public Program {
        if (version.isEmpty() || version.length() > 64) {
            throw new IllegalArgumentException("a version has 1 to 64 characters");
        }
    }
}
