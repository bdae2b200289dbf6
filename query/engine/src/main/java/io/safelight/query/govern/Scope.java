package io.safelight.query.govern;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The common table expressions that can be named at one place of a statement. */
final class Scope {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    /** Beginnings of the names of DuckDB's own views, which need no schema. */
    private static final Pattern RESERVED =
            Pattern.compile("images|(duckdb|pragma|sqlite|pg|information)_.*");

    private final Set<String> names = new HashSet<>();
    private final @Nullable Scope outer;

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    /** Could it hide {@code images}, or be taken for a file or for one of the engine's views? */
    static boolean mayBeDeclared(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.matcher(Names.lower(name)).matches();
    }

    void declare(String name) {
        names.add(Names.lower(name));
    }

    boolean knows(String name) {
        return names.contains(Names.lower(name)) || (outer != null && outer.knows(name));
    }
}
