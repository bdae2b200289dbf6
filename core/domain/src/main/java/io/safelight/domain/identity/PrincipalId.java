package io.safelight.domain.identity;

import java.util.regex.Pattern;

/** The name of a person or program that acts for a tenant, 1 to 128 characters. */
public record PrincipalId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}");

    public PrincipalId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a principal is 1 to 128 of A-Z, a-z, 0-9 and ._@+-, such as ana@acme.example");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
