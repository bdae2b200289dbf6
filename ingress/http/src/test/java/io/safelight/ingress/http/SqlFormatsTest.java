package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.ports.query.ResultFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlFormatsTest {
    private static final String ARROW = "application/vnd.apache.arrow.stream";

    @Test
    void whatIsLikedBestIsChosen() {
        Map.of(
                        "text/csv;q=0.5, application/json",
                        ResultFormat.JSON,
                        "application/json;q=0.4, TEXT/CSV ; q=0.5",
                        ResultFormat.CSV,
                        "text/csv, " + ARROW,
                        ResultFormat.CSV,
                        ARROW + ", text/csv",
                        ResultFormat.ARROW,
                        "text/*",
                        ResultFormat.CSV,
                        "*/*",
                        ResultFormat.JSON,
                        "image/png, */*;q=0.1",
                        ResultFormat.JSON,
                        "application/json;q=0, */*",
                        ResultFormat.CSV,
                        "application/*;q=0.9, application/json;q=0.1, text/csv;q=0.2",
                        ResultFormat.ARROW,
                        "text/csv; header=present; q=1.000",
                        ResultFormat.CSV)
                .forEach(
                        (accept, best) ->
                                assertThat(SqlFormats.preferred(accept))
                                        .as(accept)
                                        .isEqualTo(best));
        assertThat(SqlFormats.preferred(null)).isEqualTo(ResultFormat.JSON);
        assertThat(SqlFormats.preferred(" ")).isEqualTo(ResultFormat.JSON);
    }

    @Test
    void whereNothingFitsNothingIsChosen() {
        for (String odd :
                List.of("image/png", "text/csv;q=0", ",", "text/csv;q=2", "text/csv;q=x")) {
            assertThatThrownBy(() -> SqlFormats.preferred(odd)).as(odd).isInstanceOf(Problem.class);
        }
    }
}
