package io.safelight.query.child;

import io.safelight.query.wire.SqlCode;
import io.safelight.query.wire.SqlRefusal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DuckDB's errors in words for the one who asked. They can name files of the server and hold values
 * of rows: neither is passed on, but for what the statement itself says.
 */
final class Errors {
    private static final Pattern KIND = Pattern.compile("^([A-Za-z][A-Za-z ]{1,30}) Error: ?");
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w.])/(?:[\\w.@+=:-]+/)+[\\w.@+=:-]*");
    private static final Pattern QUOTED = Pattern.compile("[\"'].*[\"']");
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z_0-9])-?\\d[\\d.]*");

    private Errors() {}

    static SqlRefusal explain(Throwable error, String sql) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof Answer.TooManyRowsException) {
            return new SqlRefusal(
                    SqlCode.TOO_MANY_ROWS,
                    "The answer has too many rows for this form. Add a LIMIT or a condition, or ask"
                            + " for JSON, which says when it leaves rows out.");
        }
        if (error instanceof AnswerStream.TooLargeException || message.contains("No space left")) {
            return new SqlRefusal(
                    SqlCode.ANSWER_TOO_LARGE,
                    "The answer is too large. Select fewer columns or rows.");
        }
        if (isOutOfMemory(error, message)) {
            return new SqlRefusal(
                    SqlCode.OUT_OF_MEMORY,
                    "The statement needs more memory than it may have. Select fewer columns, or"
                            + " group or filter first.");
        }
        return new SqlRefusal(SqlCode.FAILED, failure(message, sql));
    }

    private static boolean isOutOfMemory(Throwable error, String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return error instanceof OutOfMemoryError
                || lower.startsWith("out of memory")
                || lower.contains("bad_alloc")
                || lower.contains("failed to allocate")
                || error instanceof org.apache.arrow.memory.OutOfMemoryException;
    }

    private static String failure(String message, String sql) {
        Matcher kind = KIND.matcher(message);
        String name = kind.find() ? kind.group(1) : "";
        String text = message.substring(name.isEmpty() ? 0 : kind.end());
        return switch (name) {
            case "Binder", "Catalog", "Parser", "Syntax", "Not implemented" ->
                    Wording.ofStatement(withoutPaths(firstLines(text)));
            case "Conversion", "Out of Range", "Invalid Input", "Mismatch Type", "Invalid Type" ->
                    Wording.ofValues(withoutValues(firstLine(text), sql));
            default -> "The statement could not be run.";
        };
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** With the columns that may have been meant. */
    private static String firstLines(String message) {
        String hint =
                message.lines()
                        .filter(line -> line.startsWith("Candidate bindings"))
                        .findFirst()
                        .map(line -> " " + line)
                        .orElse("");
        return firstLine(message) + hint;
    }

    private static String withoutPaths(String text) {
        return PATH.matcher(text).replaceAll("…");
    }

    /** From the first quotation mark to the last, because values may hold such marks. */
    private static String withoutValues(String text, String sql) {
        String short0 = text.contains("Input:") ? text.substring(0, text.indexOf("Input:")) : text;
        String unquoted =
                QUOTED.matcher(short0).replaceAll(found -> kept(found.group(), sql, "'…'"));
        return withoutPaths(
                NUMBER.matcher(unquoted).replaceAll(found -> kept(found.group(), sql, "…")));
    }

    private static String kept(String found, String sql, String instead) {
        return Matcher.quoteReplacement(sql.contains(found) ? found : instead);
    }
}
