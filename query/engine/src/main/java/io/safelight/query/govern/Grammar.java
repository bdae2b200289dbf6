package io.safelight.query.govern;

import static io.safelight.query.govern.Checks.EXPRESSION;
import static io.safelight.query.govern.Checks.MODIFIER;
import static io.safelight.query.govern.Checks.PLAIN;
import static io.safelight.query.govern.Checks.QUERY;
import static io.safelight.query.govern.Checks.TABLE;
import static io.safelight.query.govern.Checks.TYPE;
import static io.safelight.query.govern.Checks.each;
import static io.safelight.query.govern.Checks.oneOf;
import static java.util.Map.entry;

import java.util.Map;

/**
 * DuckDB's syntax tree as far as it may be used: every kind of node, every field. What is not here
 * is refused.
 */
final class Grammar {
    private static final Shape NODE =
            Shape.empty()
                    .with(PLAIN, "type", "class", "alias")
                    .with(PLAIN, "query_location", "query_location_length");

    static final Shape STATEMENT = Shape.empty().with(QUERY, "node");

    static final Shape CTE =
            Shape.empty()
                    .with(PLAIN, "aliases", "materialized")
                    .with(EXPRESSION, "key_targets")
                    .with(QUERY, "query_node");

    private static final Shape ANY_QUERY =
            NODE.with(MODIFIER, "modifiers").with(Checks::alreadyChecked, "cte_map");

    private static final Shape SAMPLE =
            Shape.empty()
                    .with(
                            each(
                                    Shape.empty()
                                            .with(each(Shape.empty().with(PLAIN, "id")), "type")
                                            .with(PLAIN, "value")),
                            "sample_size")
                    .with(PLAIN, "is_percentage", "method", "seed", "repeatable", "sample_rate");

    static final Map<String, Shape> QUERIES =
            Map.ofEntries(
                    entry(
                            "SELECT_NODE",
                            ANY_QUERY
                                    .with(EXPRESSION, "select_list", "where_clause", "having")
                                    .with(EXPRESSION, "group_expressions", "qualify")
                                    .with(PLAIN, "group_sets", "aggregate_handling")
                                    .with(TABLE, "from_table")
                                    .with(each(SAMPLE), "sample")),
                    entry(
                            "SET_OPERATION_NODE",
                            ANY_QUERY
                                    .with(PLAIN, "setop_type", "setop_all")
                                    .with(QUERY, "left", "right", "children")),
                    entry(
                            "RECURSIVE_CTE_NODE",
                            ANY_QUERY
                                    .with(PLAIN, "cte_name", "union_all", "aliases")
                                    .with(EXPRESSION, "key_targets")
                                    .with(QUERY, "left", "right")));

    static final Map<String, Shape> MODIFIERS =
            Map.of(
                    "ORDER_MODIFIER",
                    NODE.with(each(order()), "orders"),
                    "LIMIT_MODIFIER",
                    NODE.with(EXPRESSION, "limit", "offset").with(PLAIN, "limit_type"),
                    "DISTINCT_MODIFIER",
                    NODE.with(EXPRESSION, "distinct_on_targets"));

    private static final Shape ANY_TABLE =
            NODE.with(each(SAMPLE), "sample").with(PLAIN, "column_name_alias");

    static final Map<String, Shape> TABLES =
            Map.ofEntries(
                    entry("EMPTY", ANY_TABLE),
                    entry(
                            "BASE_TABLE",
                            ANY_TABLE
                                    .with(Checks::table, "table_name")
                                    .with(Checks::unqualified, "qualified_name")),
                    entry(
                            "JOIN",
                            ANY_TABLE
                                    .with(TABLE, "left", "right")
                                    .with(EXPRESSION, "condition")
                                    .with(
                                            oneOf(
                                                    "CROSS",
                                                    "REGULAR",
                                                    "NATURAL",
                                                    "POSITIONAL",
                                                    "ASOF"),
                                            "ref_type")
                                    .with(PLAIN, "join_type", "using_columns", "is_implicit")
                                    .with(PLAIN, "nearest_count", "nearest_order_type")),
                    entry("SUBQUERY", ANY_TABLE.with(each(STATEMENT), "subquery")),
                    entry(
                            "TABLE_FUNCTION",
                            ANY_TABLE
                                    .with(each(tableFunction()), "function")
                                    .with(PLAIN, "with_ordinality")),
                    entry("EXPRESSION_LIST", ANY_TABLE.with(EXPRESSION, "values")),
                    entry(
                            "PIVOT",
                            ANY_TABLE
                                    .with(TABLE, "source")
                                    .with(EXPRESSION, "aggregates")
                                    .with(PLAIN, "unpivot_names", "groups", "include_nulls")
                                    .with(each(pivot()), "pivots")),
                    entry(
                            "SHOW_REF",
                            ANY_TABLE
                                    .with(oneOf("DESCRIBE", "SUMMARY"), "show_type")
                                    .with(QUERY, "query")));

    static final Map<String, Shape> EXPRESSIONS =
            Map.ofEntries(
                    entry("COLUMN_REF", NODE.with(Checks::column, "column_names")),
                    entry("CONSTANT", NODE.with(each(literal()), "literal")),
                    entry("FUNCTION", function()),
                    entry("WINDOW", window()),
                    entry(
                            "CAST",
                            NODE.with(EXPRESSION, "child")
                                    .with(PLAIN, "try_cast")
                                    .with(TYPE, "type_expr")),
                    entry("COMPARISON", NODE.with(EXPRESSION, "left", "right")),
                    entry("CONJUNCTION", NODE.with(EXPRESSION, "children")),
                    entry("BETWEEN", NODE.with(EXPRESSION, "input", "lower", "upper")),
                    entry(
                            "CASE",
                            NODE.with(each(caseCheck()), "case_checks")
                                    .with(EXPRESSION, "else_expr")),
                    entry(
                            "OPERATOR",
                            NODE.with(
                                            oneOf(
                                                    "COMPARE_IN",
                                                    "COMPARE_NOT_IN",
                                                    "OPERATOR_NOT",
                                                    "OPERATOR_IS_NULL",
                                                    "OPERATOR_IS_NOT_NULL",
                                                    "OPERATOR_COALESCE",
                                                    "OPERATOR_TRY",
                                                    "OPERATOR_UNPACK",
                                                    "ARRAY_EXTRACT",
                                                    "ARRAY_SLICE",
                                                    "ARRAY_CONSTRUCTOR",
                                                    "STRUCT_EXTRACT",
                                                    "GROUPING_FUNCTION"),
                                            "type")
                                    .with(EXPRESSION, "children")),
                    entry(
                            "SUBQUERY",
                            NODE.with(
                                            oneOf("SCALAR", "EXISTS", "NOT_EXISTS", "ANY"),
                                            "subquery_type")
                                    .with(each(STATEMENT), "subquery")
                                    .with(EXPRESSION, "child")
                                    .with(PLAIN, "comparison_type")),
                    entry("STAR", star()),
                    entry(
                            "LAMBDA",
                            NODE.with(EXPRESSION, "lhs", "expr").with(PLAIN, "syntax_type")),
                    entry(
                            "COLLATE",
                            NODE.with(EXPRESSION, "child").with(Checks::collation, "collation")),
                    entry("POSITIONAL_REFERENCE", NODE.with(PLAIN, "index")));

    /** A type may hold types, and numbers such as the digits of a DECIMAL. */
    static final Map<String, Shape> TYPES =
            Map.of(
                    "TYPE",
                    NODE.with(Checks::typeName, "type_name")
                            .with(Checks::unqualified, "qualified_name")
                            .with(TYPE, "children"),
                    "CONSTANT",
                    NODE.with(Checks::typeNumber, "literal"));

    private Grammar() {}

    private static Shape order() {
        return Shape.empty().with(PLAIN, "type", "null_order").with(EXPRESSION, "expression");
    }

    private static Shape argument() {
        return Shape.empty().with(PLAIN, "name").with(EXPRESSION, "expression");
    }

    private static Shape literal() {
        return Shape.empty().with(PLAIN, "kind", "text");
    }

    private static Shape caseCheck() {
        return Shape.empty().with(EXPRESSION, "when_expr", "then_expr");
    }

    /** A pivot over a named enum type, or one whose values come from a query, has other fields. */
    private static Shape pivot() {
        return Shape.empty()
                .with(EXPRESSION, "pivot_expressions")
                .with(PLAIN, "unpivot_names")
                .with(
                        each(Shape.empty().with(PLAIN, "alias").with(EXPRESSION, "star_expr")),
                        "entries");
    }

    private static Shape tableFunction() {
        return called().with(Checks::tableFunctionName, "function_name")
                .with(MODIFIER, "order_bys");
    }

    private static Shape called() {
        return NODE.with(Checks::unqualified, "qualified_name")
                .with(each(argument()), "arguments")
                .with(PLAIN, "distinct");
    }

    private static Shape function() {
        return called().with(Checks::function, "function_name")
                .with(EXPRESSION, "filter")
                .with(MODIFIER, "order_bys")
                .with(PLAIN, "is_operator");
    }

    private static Shape window() {
        return called().with(Checks::windowFunction, "function_name")
                .with(EXPRESSION, "partitions", "start_expr", "end_expr", "offset_expr")
                .with(EXPRESSION, "default_expr", "filter_expr")
                .with(each(order()), "orders", "arg_orders")
                .with(PLAIN, "start", "end", "ignore_nulls", "has_ignore_nulls", "exclude_clause");
    }

    private static Shape star() {
        Shape replacement = Shape.empty().with(PLAIN, "key").with(EXPRESSION, "value");
        Shape column = Shape.empty().with(PLAIN, "column", "table");
        Shape renaming = Shape.empty().with(each(column), "key").with(PLAIN, "value");
        return NODE.with(PLAIN, "relation_name", "exclude_list", "columns")
                .with(each(column), "qualified_exclude_list")
                .with(each(replacement), "replace_list")
                .with(each(renaming), "rename_list")
                .with(EXPRESSION, "expr");
    }
}
