package io.safelight.query.govern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Conditions of a statement that may be applied early: comparisons of a time of the image with what
 * is constant. They let the engine skip files, and no row's value but a time meets them.
 *
 * <p>Only for a statement that names {@code images} once, in a FROM of its own; then a row that
 * fails one of its conditions has no part in the answer.
 */
final class TimeBounds {
    private static final Set<String> COLUMNS = Set.of("received_at", "completed_at", "scanned_at");
    private static final Set<String> COMPARISONS =
            Set.of(
                    "COMPARE_EQUAL",
                    "COMPARE_LESSTHAN",
                    "COMPARE_LESSTHANOREQUALTO",
                    "COMPARE_GREATERTHAN",
                    "COMPARE_GREATERTHANOREQUALTO");
    private static final Set<String> CONSTANT_FUNCTIONS =
            Set.of("now", "today", "current_date", "get_current_timestamp", "+", "-", "trunc");
    private static final Set<String> CONSTANT_NAMES = Set.of("current_date", "current_timestamp");
    private static final ObjectMapper JSON = new ObjectMapper();

    private TimeBounds() {}

    /**
     * @param answer DuckDB's answer with one statement that was checked
     * @return the tree of {@code SELECT condition}; empty when there is none
     */
    static Optional<String> of(JsonNode answer) {
        List<JsonNode> selects =
                answer.findParents("from_table").stream()
                        .filter(select -> isImages(select.path("from_table")))
                        .toList();
        long mentions =
                answer.findValues("table_name").stream()
                        .filter(name -> Names.lower(name.asText()).equals("images"))
                        .count();
        if (selects.size() != 1 || mentions != 1) {
            return Optional.empty();
        }
        List<JsonNode> conditions = conditions(selects.getFirst());
        return conditions.isEmpty() ? Optional.empty() : Optional.of(select(conditions));
    }

    private static boolean isImages(JsonNode table) {
        return table.path("type").asText().equals("BASE_TABLE")
                && Names.lower(table.path("table_name").asText()).equals("images")
                && Shape.isEmpty(table.path("sample"))
                && table.path("column_name_alias").isEmpty();
    }

    private static List<JsonNode> conditions(JsonNode select) {
        var found = new ArrayList<JsonNode>();
        boolean renamed =
                select.path("select_list").findValuesAsText("alias").stream()
                        .anyMatch(alias -> COLUMNS.contains(Names.lower(alias)));
        if (renamed || !Shape.isEmpty(select.path("sample"))) {
            return found;
        }
        String alias = select.path("from_table").path("alias").asText();
        String table = Names.lower(alias.isEmpty() ? "images" : alias);
        JsonNode where = select.path("where_clause");
        if (where.path("type").asText().equals("CONJUNCTION_AND")) {
            where.path("children").forEach(child -> bound(child, table).ifPresent(found::add));
        } else {
            bound(where, table).ifPresent(found::add);
        }
        return found;
    }

    /** The condition with the bare name of its column, if it is one. */
    private static Optional<JsonNode> bound(JsonNode condition, String table) {
        List<String> sides = sides(condition);
        JsonNode bare = condition.deepCopy();
        int times = 0;
        for (String side : sides) {
            JsonNode operand = bare.path(side);
            if (isTime(operand, table)) {
                times++;
                ArrayNode names = (ArrayNode) operand.path("column_names");
                while (names.size() > 1) {
                    names.remove(0);
                }
            } else if (!isConstant(operand)) {
                return Optional.empty();
            }
        }
        return times == 1 ? Optional.of(bare) : Optional.empty();
    }

    private static List<String> sides(JsonNode condition) {
        boolean compares = COMPARISONS.contains(condition.path("type").asText());
        return switch (condition.path("class").asText()) {
            case "COMPARISON" -> compares ? List.of("left", "right") : List.of();
            case "BETWEEN" -> List.of("input", "lower", "upper");
            default -> List.of();
        };
    }

    /** A column of {@code table}, perhaps with the table's name before it. */
    private static boolean isTime(JsonNode expression, String table) {
        JsonNode names = expression.path("column_names");
        boolean mine =
                names.size() == 1
                        || (names.size() == 2 && Names.lower(names.path(0).asText()).equals(table));
        return expression.path("class").asText().equals("COLUMN_REF")
                && mine
                && COLUMNS.contains(Names.lower(names.path(names.size() - 1).asText()));
    }

    private static boolean isConstant(JsonNode expression) {
        return switch (expression.path("class").asText()) {
            case "CONSTANT" -> true;
            case "CAST" -> isConstant(expression.path("child"));
            case "COLUMN_REF" ->
                    expression.path("column_names").size() == 1
                            && CONSTANT_NAMES.contains(
                                    Names.lower(expression.path("column_names").path(0).asText()));
            case "FUNCTION" -> isConstantCall(expression);
            default -> false;
        };
    }

    private static boolean isConstantCall(JsonNode call) {
        String name = Names.lower(call.path("function_name").asText());
        if (!CONSTANT_FUNCTIONS.contains(name) && !name.matches("to_[a-z]+s")) {
            return false;
        }
        for (JsonNode argument : call.path("arguments")) {
            if (!isConstant(argument.path("expression"))) {
                return false;
            }
        }
        return true;
    }

    private static String select(List<JsonNode> conditions) {
        ObjectNode all =
                JSON.createObjectNode().put("class", "CONJUNCTION").put("type", "CONJUNCTION_AND");
        all.put("alias", "").put("query_location", 0).put("query_location_length", 0);
        all.putArray("children").addAll(conditions);
        ObjectNode node = JSON.createObjectNode().put("type", "SELECT_NODE");
        node.putArray("modifiers");
        node.putObject("cte_map").putArray("map");
        node.putArray("select_list").add(conditions.size() == 1 ? conditions.getFirst() : all);
        node.putObject("from_table").put("type", "EMPTY").put("alias", "").putNull("sample");
        node.putNull("where_clause");
        node.putArray("group_expressions");
        node.putArray("group_sets");
        node.put("aggregate_handling", "STANDARD_HANDLING");
        node.putNull("having").putNull("sample").putNull("qualify");
        ObjectNode tree = JSON.createObjectNode().put("error", false);
        ObjectNode statement = tree.putArray("statements").addObject();
        statement.set("node", node);
        statement.putArray("named_param_map");
        return tree.toString();
    }
}
