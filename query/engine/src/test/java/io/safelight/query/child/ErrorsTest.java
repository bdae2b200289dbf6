package io.safelight.query.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Conversion Error: Could not convert string 'it's secret' to INT32",
                "Invalid Input Error: Malformed JSON at byte 0 of input: x. Input: \"secret\"",
                "Invalid Input Error: Malformed JSON. Input: secret",
                "Out of Range Error: Overflow in addition of INT64 (31337 + 1)!",
                "IO Error: No files found that match the pattern \"/data/secret.parquet\"",
                "Binder Error: cannot open /data/lake/secret.parquet",
                "INTERNAL Error: secret",
                "secret",
            })
    void valuesAndPathsAreNotPassedOn(String message) {
        var refusal = Errors.explain(new SQLException(message), "SELECT 1");

        assertThat(refusal.code().code()).isEqualTo("sql-failed");
        assertThat(refusal.text()).doesNotContain("secret").doesNotContain("31337").isNotBlank();
    }

    @Test
    void whatTheStatementSaysIsPassedOn() {
        var error = new SQLException("Conversion Error: Could not convert string 'x7' to INT32");

        assertThat(Errors.explain(error, "SELECT 'x7'::INT").text()).contains("'x7' to INT32");
    }
}
