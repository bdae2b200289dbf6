package io.safelight.domain.image;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the sender says of an image: flat, at most {@value #MAX_ENTRIES} names of at most {@value
 * #MAX_NAME_CHARS} characters. Their JSON form is at most {@value #MAX_JSON_BYTES} bytes; whoever
 * reads that form checks it.
 *
 * @param values each a {@link String}, {@link BigDecimal} or {@link Boolean}, sorted by name
 */
public record Attributes(SortedMap<String, Object> values) {
    public static final int MAX_JSON_BYTES = 8 * 1024;
    public static final int MAX_ENTRIES = 100;
    public static final int MAX_NAME_CHARS = 128;
    public static final Attributes NONE = new Attributes(new TreeMap<>());

    public Attributes {
        if (values.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("more than " + MAX_ENTRIES + " attributes");
        }
        values.forEach(Attributes::require);
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Attributes of(Map<String, Object> values) {
        return new Attributes(new TreeMap<>(values));
    }

    private static void require(String name, Object value) {
        if (name.isEmpty() || name.length() > MAX_NAME_CHARS) {
            throw new IllegalArgumentException(
                    "an attribute's name has 1 to " + MAX_NAME_CHARS + " characters");
        }
        if (!(value instanceof String || value instanceof BigDecimal || value instanceof Boolean)) {
            throw new IllegalArgumentException(
                    "attributes are flat: text, number or boolean, but not "
                            + value.getClass().getSimpleName());
        }
    }
}
