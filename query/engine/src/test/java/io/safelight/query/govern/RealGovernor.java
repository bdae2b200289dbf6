package io.safelight.query.govern;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.query.wire.SqlRefusal;

/** A governor with DuckDB's real parser. */
final class RealGovernor implements AutoCloseable {
    private static final int MAX_ROWS = 10;

    private final DuckDbSyntax syntax = new DuckDbSyntax();
    private final Governor governor = new Governor(syntax);

    /** The engine itself, to ask it what there is. */
    DuckDbSyntax engine() {
        return syntax;
    }

    Ruling rule(String sql, int maxRows) {
        return governor.rule(sql, maxRows);
    }

    /** Why the statement is refused; it must be. */
    SqlRefusal refusal(String sql) {
        Ruling ruling = rule(sql, MAX_ROWS);
        assertThat(ruling).as(sql).isInstanceOf(Ruling.Refused.class);
        return ((Ruling.Refused) ruling).refusal();
    }

    @Override
    public void close() {
        syntax.close();
    }
}
