package io.safelight.query.govern;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.query.wire.SqlCode;
import java.util.Arrays;
import java.util.Set;

/** The checks that {@link Grammar} is made of. */
final class Checks {
    private static final Set<String> COLLATIONS =
            Set.of("nocase", "noaccent", "nfc", "binary", "c", "posix");
    private static final int MAX_ARRAY = 1000;
    private static final int NONE = -1;

    /** Words, numbers and lists of them. */
    static final Shape.Check PLAIN = (value, owner, walk) -> plain(value, owner, walk);

    static final Shape.Check EXPRESSION = nested(Walk::expression);
    static final Shape.Check TABLE = nested(Walk::table);
    static final Shape.Check QUERY = nested(Walk::query);
    static final Shape.Check MODIFIER = nested(Walk::modifier);
    static final Shape.Check TYPE = nested(Walk::type);

    private Checks() {}

    /** What {@link Walk} does with a node. */
    @FunctionalInterface
    private interface Step {
        void take(Walk walk, JsonNode node) throws ForbiddenException;
    }

    /** Null, one node, or lists of nodes. */
    private static Shape.Check nested(Step step) {
        return new Shape.Check() {
            @Override
            public void check(JsonNode value, JsonNode owner, Walk walk) throws ForbiddenException {
                if (value.isObject()) {
                    step.take(walk, value);
                } else if (value.isArray()) {
                    for (JsonNode child : value) {
                        check(child, owner, walk);
                    }
                } else if (!value.isNull()) {
                    throw walk.construct(owner, value.asText());
                }
            }
        };
    }

    /** Null, one object of that shape, or a list of them. */
    static Shape.Check each(Shape shape) {
        return nested((walk, node) -> shape.check(node, walk));
    }

    static Shape.Check oneOf(String... words) {
        Set<String> allowed = Set.of(words);
        return (value, owner, walk) -> {
            if (!value.isTextual() || !allowed.contains(value.textValue())) {
                throw walk.construct(owner, value.asText());
            }
        };
    }

    private static void plain(JsonNode value, JsonNode owner, Walk walk) throws ForbiddenException {
        if (value.isObject()) {
            throw walk.construct(owner, "object");
        }
        for (JsonNode child : value) {
            plain(child, owner, walk);
        }
    }

    /** By {@link Walk#query}, before the fields. */
    static void alreadyChecked(JsonNode value, JsonNode owner, Walk walk) {}

    /** DuckDB tells each name twice; the two must be one and the same, without a schema. */
    static void unqualified(JsonNode value, JsonNode owner, Walk walk) throws ForbiddenException {
        JsonNode path = value.path("path");
        String name =
                owner.path("table_name")
                        .asText(
                                owner.path("function_name")
                                        .asText(owner.path("type_name").asText()));
        if (path.size() != 1 || !path.get(0).asText().equals(name)) {
            throw new ForbiddenException(
                    SqlCode.FORBIDDEN_CONSTRUCT,
                    "Names of tables, functions and types have no schema here"
                            + walk.at(owner)
                            + ": write images, and upper(x) instead of x.upper().");
        }
    }

    static void table(JsonNode value, JsonNode owner, Walk walk) throws ForbiddenException {
        String name = value.asText();
        if (!Names.lower(name).equals("images") && !walk.knows(name)) {
            throw new ForbiddenException(
                    SqlCode.FORBIDDEN_TABLE,
                    "There is no table "
                            + Walk.quoted(name)
                            + walk.at(owner)
                            + ". The only table is images.");
        }
    }

    static void function(JsonNode value, JsonNode owner, Walk walk) throws ForbiddenException {
        String name = value.asText();
        if (Functions.repeats(name) && isShortRepeat(owner.path("arguments"))) {
            return;
        }
        if (!Functions.allows(name)) {
            throw forbidden(name, owner, walk);
        }
    }

    static void windowFunction(JsonNode value, JsonNode owner, Walk walk)
            throws ForbiddenException {
        if (!Functions.allowsOverWindow(value.asText())) {
            throw forbidden(value.asText(), owner, walk);
        }
    }

    static void tableFunctionName(JsonNode value, JsonNode owner, Walk walk)
            throws ForbiddenException {
        if (!Functions.allowsAsTable(value.asText())) {
            throw forbidden(value.asText(), owner, walk);
        }
    }

    static void column(JsonNode value, JsonNode owner, Walk walk) throws ForbiddenException {
        plain(value, owner, walk);
        if (value.size() == 1 && Functions.isHiddenInColumn(value.get(0).asText())) {
            throw forbidden(value.get(0).asText(), owner, walk);
        }
    }

    static void collation(JsonNode value, JsonNode owner, Walk walk) throws ForbiddenException {
        String[] parts = Names.lower(value.asText()).split("\\.", -1);
        if (!Arrays.stream(parts).allMatch(COLLATIONS::contains)) {
            throw new ForbiddenException(
                    SqlCode.FORBIDDEN_CONSTRUCT,
                    "This collation is not allowed"
                            + walk.at(owner)
                            + ". Allowed are NOCASE, NOACCENT and NFC.");
        }
    }

    static void typeName(JsonNode value, JsonNode owner, Walk walk) throws ForbiddenException {
        if (!Types.allows(value.asText())) {
            throw new ForbiddenException(
                    SqlCode.FORBIDDEN_CONSTRUCT,
                    "Values cannot be cast to the type "
                            + Walk.quoted(value.asText())
                            + walk.at(owner)
                            + ".");
        }
    }

    /** A type's parameter: a small number, such as a DECIMAL's digits or an array's length. */
    static void typeNumber(JsonNode value, JsonNode owner, Walk walk) throws ForbiddenException {
        if (smallNumber(owner, MAX_ARRAY) == NONE) {
            throw walk.construct(owner, "type parameter");
        }
    }

    private static boolean isShortRepeat(JsonNode arguments) {
        return smallNumber(arguments.path(1).path("expression"), Functions.MAX_REPEAT) != NONE;
    }

    /** The value of a constant from 0 to {@code max}, or {@link #NONE}. */
    private static int smallNumber(JsonNode constant, int max) {
        JsonNode literal = constant.path("literal");
        String text = literal.path("text").asText();
        boolean whole =
                constant.path("class").asText().equals("CONSTANT")
                        && literal.path("kind").asText().equals("INTEGER")
                        && text.matches("[0-9]{1,6}");
        int number = whole ? Integer.parseInt(text) : NONE;
        return number <= max ? number : NONE;
    }

    private static ForbiddenException forbidden(String function, JsonNode owner, Walk walk) {
        String hint =
                switch (Names.lower(function)) {
                    case "repeat", "lpad", "rpad" ->
                            " Its length must be a number of at most " + Functions.MAX_REPEAT + ".";
                    case "range", "generate_series" -> " Use it after FROM.";
                    default -> "";
                };
        return new ForbiddenException(
                SqlCode.FORBIDDEN_FUNCTION,
                "The function "
                        + Walk.quoted(function)
                        + " is not allowed here"
                        + walk.at(owner)
                        + "."
                        + hint);
    }
}
