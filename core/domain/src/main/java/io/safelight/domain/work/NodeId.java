package io.safelight.domain.work;

import java.util.regex.Pattern;

/** The name of one running node; the same again after its restart, never shared by two. */
public record NodeId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}");

    public NodeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a node's name is 1 to 128 of A-Z, a-z, 0-9 and ._-");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
