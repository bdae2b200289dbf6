package io.safelight.query.govern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.safelight.query.wire.SqlCode;
import io.safelight.query.wire.SqlRefusal;
import java.nio.charset.StandardCharsets;

/**
 * Decides whether a statement may run: exactly one SELECT, over {@code images} and its own common
 * table expressions, of allowed constructs, functions and types only.
 *
 * <p>What may run is the checked tree, written out by DuckDB and checked once more, so that nothing
 * of the caller's text (comments, odd spellings, a second statement) reaches the engine. For one
 * thread.
 */
public final class Governor {
    public static final int MAX_SQL_BYTES = 64 * 1024;

    /** The parser recurses over brackets before anything can be checked. */
    private static final int MAX_BRACKETS = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Syntax syntax;

    public Governor(Syntax syntax) {
        this.syntax = syntax;
    }

    /**
     * @param maxRows of the answer; what is allowed gives one more at most, to tell whether there
     *     are more
     */
    public Ruling rule(String sql, int maxRows) {
        try {
            checkText(sql);
            String tree = syntax.treeOf(sql);
            JsonNode checked = parse(tree);
            check(checked, sql);
            String limited =
                    "SELECT * FROM (%s) LIMIT %d".formatted(syntax.sqlOf(tree), maxRows + 1L);
            check(parse(syntax.treeOf(limited)), limited);
            return new Ruling.Allowed(limited, bounds(checked));
        } catch (ForbiddenException e) {
            return new Ruling.Refused(e.refusal());
        } catch (IllegalStateException e) {
            return new Ruling.Refused(
                    new SqlRefusal(SqlCode.SYNTAX, "The statement could not be understood."));
        }
    }

    private String bounds(JsonNode checked) {
        return TimeBounds.of(checked)
                .map(syntax::sqlOf)
                .map(select -> "(" + select.substring("SELECT ".length()) + ")")
                .orElse("");
    }

    private static void checkText(String sql) throws ForbiddenException {
        if (sql.getBytes(StandardCharsets.UTF_8).length > MAX_SQL_BYTES) {
            throw new ForbiddenException(
                    SqlCode.TOO_LONG, "A statement has at most 64 KiB. Make it shorter.");
        }
        if (sql.indexOf('\0') >= 0) {
            throw new ForbiddenException(
                    SqlCode.SYNTAX, "The statement holds a zero character. Take it out.");
        }
        int depth = 0;
        for (int i = 0; i < sql.length(); i++) {
            depth += bracket(sql.charAt(i));
            if (depth > MAX_BRACKETS) {
                throw tooDeep();
            }
        }
    }

    /** Those inside texts count too: nobody has hundreds there that never close. */
    private static int bracket(char c) {
        return switch (c) {
            case '(', '[', '{' -> 1;
            case ')', ']', '}' -> -1;
            default -> 0;
        };
    }

    private static JsonNode parse(String tree) throws ForbiddenException {
        try {
            return JSON.readTree(tree);
        } catch (StreamConstraintsException e) {
            throw tooDeep();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB's tree is not JSON", e);
        }
    }

    private static void check(JsonNode answer, String sql) throws ForbiddenException {
        if (answer.path("error").asBoolean()) {
            throw ParserErrors.explain(answer, sql);
        }
        JsonNode statements = answer.path("statements");
        if (!statements.isArray()) {
            throw new IllegalStateException("DuckDB's tree has no list of statements");
        }
        if (statements.isEmpty()) {
            throw new ForbiddenException(
                    SqlCode.SYNTAX, "There is no statement. Try: SELECT count(*) FROM images");
        }
        if (statements.size() != 1) {
            throw new ForbiddenException(
                    SqlCode.SEVERAL_STATEMENTS, "Send one statement at a time.");
        }
        new Walk(sql).statement(statements.get(0));
    }

    static ForbiddenException tooDeep() {
        return new ForbiddenException(
                SqlCode.TOO_DEEP,
                "The statement is nested too deeply. Split it with WITH, or use IN and lists.");
    }
}
