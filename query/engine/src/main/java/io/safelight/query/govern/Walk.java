package io.safelight.query.govern;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.query.wire.SqlCode;
import java.util.Locale;
import java.util.Map;

/** One pass over a tree: where it is, how deep, and which names are in scope. */
final class Walk {
    /** Deeper than people write, and shallow enough for every stack. */
    private static final int MAX_DEPTH = 200;

    private final String sql;
    private Scope scope = new Scope(null);
    private int depth;

    Walk(String sql) {
        this.sql = sql;
    }

    void statement(JsonNode statement) throws ForbiddenException {
        Grammar.STATEMENT.check(statement, this);
    }

    /** A query has its own scope: what it declares is known inside it and nowhere else. */
    void query(JsonNode query) throws ForbiddenException {
        Scope before = scope;
        scope = new Scope(before);
        try {
            JsonNode ctes = query.path("cte_map").path("map");
            for (JsonNode cte : ctes) {
                declare(cte);
            }
            enter(query, Grammar.QUERIES, query.path("type").asText());
        } finally {
            scope = before;
        }
    }

    void table(JsonNode table) throws ForbiddenException {
        enter(table, Grammar.TABLES, table.path("type").asText());
    }

    void modifier(JsonNode modifier) throws ForbiddenException {
        enter(modifier, Grammar.MODIFIERS, modifier.path("type").asText());
    }

    void expression(JsonNode expression) throws ForbiddenException {
        enter(expression, Grammar.EXPRESSIONS, expression.path("class").asText());
    }

    void type(JsonNode type) throws ForbiddenException {
        enter(type, Grammar.TYPES, type.path("class").asText());
    }

    boolean knows(String table) {
        return scope.knows(table);
    }

    private void declare(JsonNode cte) throws ForbiddenException {
        String name = cte.path("key").asText();
        JsonNode value = cte.path("value");
        if (!Scope.mayBeDeclared(name)) {
            throw new ForbiddenException(
                    SqlCode.FORBIDDEN_TABLE,
                    "A common table expression cannot be called "
                            + quoted(name)
                            + ". Give it a plain name of its own.");
        }
        boolean recursive =
                value.path("query_node").path("type").asText().equals("RECURSIVE_CTE_NODE");
        if (recursive) {
            Scope before = scope;
            scope = new Scope(before);
            scope.declare(name);
            Grammar.CTE.check(value, this);
            scope = before;
        } else {
            Grammar.CTE.check(value, this);
        }
        scope.declare(name);
    }

    private void enter(JsonNode node, Map<String, Shape> shapes, String kind)
            throws ForbiddenException {
        Shape shape = shapes.get(kind);
        if (shape == null) {
            throw construct(node, kind);
        }
        if (++depth > MAX_DEPTH) {
            throw Governor.tooDeep();
        }
        shape.check(node, this);
        depth--;
    }

    ForbiddenException construct(JsonNode node, String what) {
        String name = what.replace('_', ' ').toLowerCase(Locale.ROOT);
        return new ForbiddenException(
                SqlCode.FORBIDDEN_CONSTRUCT,
                "This construct is not allowed here" + at(node) + ": " + quoted(name) + ".");
    }

    /** " (at character n)" when the tree tells. */
    String at(JsonNode node) {
        long position = node.path("query_location").asLong(-1);
        return position < 0 || position >= sql.length()
                ? ""
                : " (at character " + (position + 1) + ")";
    }

    static String quoted(String name) {
        String shown = name.length() <= 60 ? name : name.substring(0, 60) + "…";
        return "\"" + shown + "\"";
    }
}
