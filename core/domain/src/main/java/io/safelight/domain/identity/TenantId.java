package io.safelight.domain.identity;

import java.util.regex.Pattern;

/**
 * The name of a tenant. It appears in topic names, object paths and metric labels, so it is narrow
 * on purpose: 1 to 63 lower-case letters, digits and inner hyphens.
 */
public record TenantId(String value) implements Comparable<TenantId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a tenant is 1 to 63 of a-z, 0-9 and inner hyphens, such as acme-eu");
        }
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
