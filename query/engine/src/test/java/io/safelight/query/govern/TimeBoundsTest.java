package io.safelight.query.govern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conditions may meet rows that the caller may not see. */
class TimeBoundsTest {
    @AutoClose private static final RealGovernor GOVERNOR = new RealGovernor();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM images WHERE received_at > now() - INTERVAL 1 HOUR",
                "SELECT * FROM images i WHERE i.received_at >= '2026-11-21' AND bytes > 3",
                "SELECT * FROM images WHERE TIMESTAMPTZ '2026-11-21' < completed_at",
                "SELECT * FROM images WHERE received_at BETWEEN '2026-11-20' AND current_date",
                "WITH a AS (SELECT * FROM images WHERE received_at > '2026-11-20') SELECT * FROM a",
            })
    void boundsOnTimesMayBeAppliedEarly(String sql) {
        assertThat(((Ruling.Allowed) GOVERNOR.rule(sql, 10)).bounds())
                .startsWith("(")
                .contains("_at")
                .doesNotContain("bytes", "i.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM images WHERE received_at > completed_at",
                "SELECT * FROM images WHERE received_at > '2026-11-20' OR bytes > 3",
                "SELECT * FROM images WHERE bytes > 3",
                "SELECT * FROM images WHERE filename > 'x'",
                "SELECT * FROM images WHERE NOT received_at > '2026-11-20'",
                "SELECT * FROM images a, images b WHERE a.received_at > '2026-11-20'",
                "SELECT * FROM images a LEFT JOIN range(3) ON true WHERE received_at >"
                        + " '2026-11-20'",
                "SELECT * FROM (SELECT now() received_at) o WHERE EXISTS (FROM images i WHERE"
                        + " o.received_at > '2026-11-20')",
                "SELECT bytes AS received_at FROM images WHERE received_at > '2026-11-20'",
                "SELECT * FROM images i(received_at, tenant) WHERE received_at > '2026-11-20'",
                "SELECT * FROM images WHERE received_at > (SELECT max(received_at) FROM images)",
                "SELECT * FROM images WHERE received_at > filename::TIMESTAMP",
                "SELECT * FROM images WHERE received_at > now() - to_days(bytes)",
                "SELECT * FROM images WHERE received_at > '2026-11-20' USING SAMPLE 3 ROWS",
                "SELECT * FROM images TABLESAMPLE 3 ROWS WHERE received_at > '2026-11-20'",
                "SELECT max(received_at) FROM images HAVING max(received_at) > '2026-11-20'",
            })
    void otherConditionsAreNot(String sql) {
        assertThat(((Ruling.Allowed) GOVERNOR.rule(sql, 10)).bounds()).isEmpty();
    }
}
