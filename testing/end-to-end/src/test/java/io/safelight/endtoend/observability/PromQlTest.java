package io.safelight.endtoend.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void metricsAreToldFromFunctionsLabelsAndTexts() {
        PromQl read =
                PromQl.of(
                        "histogram_quantile(0.99, sum by (le, door) (rate(a_seconds_bucket{x=\"b\","
                                + " y=~'c|d(e'}[$__rate_interval]))) > 1.5e3 and on (z) f == bool 2"
                                + " unless g:h offset 5m");

        assertThat(read.metrics()).containsExactlyInAnyOrder("a_seconds_bucket", "f", "g:h");
        assertThat(read.labels()).containsExactlyInAnyOrder("le", "door", "x", "y", "z");
    }

    @Test
    void labelsMayStandBehindAnAggregation() {
        PromQl read = PromQl.of("sum(rate(a_total[5m])) without (node) / 60");

        assertThat(read.metrics()).containsExactly("a_total");
        assertThat(read.labels()).containsExactly("node");
    }

    @Test
    void whatIsNotWholeIsRefused() {
        assertThatThrownBy(() -> PromQl.of("sum(rate(a[5m])"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PromQl.of("a{b=\"c\""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
