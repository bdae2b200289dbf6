package io.safelight.query.govern;

import io.safelight.query.wire.SqlRefusal;

/** Whether a statement may run. */
public sealed interface Ruling {

    /**
     * @param sql what may run: the checked tree, written out again. One SELECT without comments.
     * @param bounds a condition on times of images that every row of the answer comes from; it may
     *     be applied early. Empty for none.
     */
    record Allowed(String sql, String bounds) implements Ruling {}

    /** It may not. */
    record Refused(SqlRefusal refusal) implements Ruling {}
}
