package io.safelight.query.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Binder Error: Referenced column "nam" not found in FROM clause! Candidate bindings: "name", "a", "b", "c" | There is no column "nam" here. Names like it: "name", "a", "b". DESCRIBE images lists all columns.
                    Binder Error: Values list "i" does not have a column named "nam" | There is no column "nam" in "i". DESCRIBE images lists all columns.
                    Binder Error: Referenced table "x" not found! | There is no table "x" in this statement.
                    Binder Error: column "bytes" must appear in the GROUP BY clause or must be part of an aggregate function. | Column "bytes" must be in the GROUP BY, or in an aggregate such as any_value("bytes").
                    Binder Error: Ambiguous reference to column name "bytes" (use: 'memory.main.images.bytes') | Column "bytes" is in more than one table here: say in which, as in a."bytes".
                    Binder Error: No function matches the given name and argument types 'sum(VARCHAR, INTEGER_LITERAL)'. You might need to add explicit type casts. | There is no sum(VARCHAR, INTEGER): the function takes arguments of other types, or another number of them. Cast them, as in x::DOUBLE.
                    Binder Error: LIMIT/OFFSET cannot be negative | It cannot be run as it stands: LIMIT/OFFSET cannot be negative.
                    Conversion Error: Could not convert string 'a' to INT32 | It does not fit the rows: Could not convert string '…' to INT32.
                    """)
    void theEnginesWordsBecomeASentence(String error, String sentence) {
        assertThat(Errors.explain(new SQLException(error), "SELECT 1").text()).isEqualTo(sentence);
    }

    @Test
    void theNamesThatMayBeMeantAreOnTheNextLine() {
        var error =
                new SQLException(
                        "Binder Error: Referenced column \"nam\" not found in FROM clause!\n"
                                + "Candidate bindings: \"name\"\n\nLINE 1: SELECT nam FROM images");

        assertThat(Errors.explain(error, "SELECT nam FROM images").text())
                .isEqualTo(
                        "There is no column \"nam\" here. Names like it: \"name\". DESCRIBE images"
                                + " lists all columns.");
    }

    @Test
    void whatTheStatementSaysIsPassedOn() {
        var error = new SQLException("Conversion Error: Could not convert string 'x7' to INT32");

        assertThat(Errors.explain(error, "SELECT 'x7'::INT").text()).contains("'x7' to INT32");
    }
}
