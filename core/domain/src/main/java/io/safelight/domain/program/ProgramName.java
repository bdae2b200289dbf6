package io.safelight.domain.program;

import java.util.regex.Pattern;

/** The name of a processing program, such as {@code renditions}. */
public record ProgramName(String value) implements Comparable<ProgramName> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    public ProgramName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a program's name is 1 to 64 of a-z, 0-9 and inner hyphens");
        }
    }

    @Override
    public int compareTo(ProgramName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
