package io.safelight.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.bench.soak.SoakCommand.Sample;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void memoryThatRisesAtTheStartAndThenBreathesDoesNotGrow() {
        var growth = growth(i -> Math.min(400, 200 + 20 * i) + i % 2);

        assertThat(growth.isGrowing()).isFalse();
        assertThat(growth.text()).endsWith("no growth.");
    }

    @Test
    void oneOddLookIsNoGrowth() {
        assertThat(growth(i -> i == 39 ? 900 : 200).beside()).isZero();
    }

    @Test
    void memoryThatKeepsRisingGrows() {
        var growth = growth(i -> 200 + 5 * i);

        assertThat(growth.isGrowing()).isTrue();
        assertThat(growth.beside()).isEqualTo(50);
    }

    private static Growth growth(IntToDoubleFunction beside) {
        return Growth.of(
                IntStream.range(0, 40)
                        .mapToObj(
                                i -> new Sample(i, 100 * i, 500, 300, beside.applyAsDouble(i), 50))
                        .toList());
    }
}
