package io.safelight.query.govern;

import io.safelight.query.wire.SqlCode;
import io.safelight.query.wire.SqlRefusal;

/** Leads out of the depth of a tree. It never leaves this package. */
final class ForbiddenException extends Exception {
    private final SqlCode code;

    ForbiddenException(SqlCode code, String text) {
        super(text);
        this.code = code;
    }

    SqlRefusal refusal() {
        return new SqlRefusal(code, String.valueOf(getMessage()));
    }

    /** Its trace would be deep and says nothing. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
