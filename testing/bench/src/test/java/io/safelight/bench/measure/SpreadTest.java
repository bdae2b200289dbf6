package io.safelight.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void oneRoundThatIsFarOffMovesNeitherMedianNorDeviation() {
        assertThat(Spread.of(List.of(10.0, 11.0, 9.0, 1000.0, 10.0)))
                .isEqualTo(new Spread(10, 1, 9, 1000));
    }

    @Test
    void evenCountTakesTheMiddle() {
        assertThat(Spread.of(List.of(1.0, 4.0, 2.0, 3.0)).median()).isEqualTo(2.5);
    }

    @Test
    void nothingMeasuredIsAnError() {
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
