package io.safelight.query.child;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What DuckDB finds wrong with a statement, as a sentence for the one who wrote it. */
final class Wording {
    private static final int MAX_NAMES = 3;
    private static final String ALL_COLUMNS = " DESCRIBE images lists all columns.";

    private record Rule(Pattern pattern, String sentence) {
        static Rule of(String pattern, String sentence) {
            return new Rule(Pattern.compile(pattern + ".*", Pattern.DOTALL), sentence);
        }
    }

    /** {@code $1} is what was found, {@code $names} the names that may have been meant. */
    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            "Referenced column (\"[^\"]*\") not found in FROM clause",
                            "There is no column $1 here.$names" + ALL_COLUMNS),
                    Rule.of(
                            "Values list (\"[^\"]*\") does not have a column named (\"[^\"]*\")",
                            "There is no column $2 in $1." + ALL_COLUMNS),
                    Rule.of(
                            "Referenced column (\"[^\"]*\") was not found because the FROM clause",
                            "There is no column $1, since the statement has no FROM images."),
                    Rule.of(
                            "Referenced table (\"[^\"]*\") not found",
                            "There is no table $1 in this statement."),
                    Rule.of(
                            "Ambiguous reference to column name (\"[^\"]*\")",
                            "Column $1 is in more than one table here: say in which, as in a.$1."),
                    Rule.of(
                            "column (\"[^\"]*\") must appear in the GROUP BY clause",
                            "Column $1 must be in the GROUP BY, or in an aggregate such as"
                                    + " any_value($1)."),
                    Rule.of(
                            "No function matches the given name and argument types '(.*?)'\\.",
                            "There is no $1: the function takes arguments of other types, or"
                                    + " another number of them. Cast them, as in x::DOUBLE."),
                    Rule.of(
                            "Could not choose a best candidate function for the function call"
                                    + " \"(.*?)\"",
                            "It is not clear which $1 is meant. Cast the arguments, as in"
                                    + " x::DOUBLE."),
                    Rule.of(
                            "Window functions are not supported here",
                            "A window function needs OVER (…), and a place where one may stand."));

    private static final Pattern CANDIDATES =
            Pattern.compile("Candidate bindings:? *(.*)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\"[^\"]+\"");

    private Wording() {}

    /**
     * @param text without the kind of the error
     */
    static String ofStatement(String text) {
        for (Rule rule : RULES) {
            var matcher = rule.pattern().matcher(text);
            if (matcher.matches()) {
                return filled(rule.sentence(), matcher.toMatchResult(), text);
            }
        }
        return "It cannot be run as it stands: " + plain(text);
    }

    /**
     * @param text without the kind of the error, and without values of rows
     */
    static String ofValues(String text) {
        return "It does not fit the rows: " + plain(text);
    }

    private static String filled(String sentence, MatchResult found, String text) {
        String filled = sentence.replace("$names", names(text));
        for (int i = 1; i <= found.groupCount(); i++) {
            filled = filled.replace("$" + i, found.group(i).replace("_LITERAL", ""));
        }
        return filled;
    }

    private static String names(String text) {
        var candidates = CANDIDATES.matcher(text);
        if (!candidates.find()) {
            return "";
        }
        return NAME.matcher(candidates.group(1))
                .results()
                .limit(MAX_NAMES)
                .map(MatchResult::group)
                .collect(Collectors.joining(", ", " Names like it: ", "."));
    }

    private static String plain(String text) {
        String stripped = text.strip().replaceAll("[!. ]+$", "");
        return stripped.isEmpty() ? "the engine does not say why." : stripped + ".";
    }
}
