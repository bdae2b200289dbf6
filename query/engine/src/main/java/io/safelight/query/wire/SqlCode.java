package io.safelight.query.wire;

import java.util.Arrays;
import java.util.Optional;

/** Why there is no answer, or no whole one. */
public enum SqlCode {
    SYNTAX("sql-syntax"),
    NOT_A_SELECT("sql-not-a-select"),
    SEVERAL_STATEMENTS("sql-several-statements"),
    FORBIDDEN_TABLE("sql-forbidden-table"),
    FORBIDDEN_FUNCTION("sql-forbidden-function"),
    FORBIDDEN_CONSTRUCT("sql-forbidden-construct"),
    TOO_LONG("sql-too-long"),
    TOO_DEEP("sql-too-deep"),
    TIMED_OUT("sql-timed-out"),
    OUT_OF_MEMORY("sql-out-of-memory"),
    TOO_MANY_ROWS("sql-too-many-rows"),
    ANSWER_TOO_LARGE("sql-answer-too-large"),
    FAILED("sql-failed");

    private final String code;

    SqlCode(String code) {
        this.code = code;
    }

    /** As callers from outside see it. */
    public String code() {
        return code;
    }

    public static Optional<SqlCode> of(String code) {
        return Arrays.stream(values()).filter(known -> known.code.equals(code)).findFirst();
    }

    /** May the child that said so go on with the next question? */
    public boolean leavesChildSound() {
        return this != TIMED_OUT && this != OUT_OF_MEMORY;
    }
}
