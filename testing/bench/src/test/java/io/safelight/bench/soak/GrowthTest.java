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
    void memoryThatKeepsRisingGrows() {
        var growth = growth(i -> 200 + 5 * i);

        assertThat(growth.isGrowing()).isTrue();
        assertThat(growth.program()).isEqualTo(100);
        assertThat(growth.images()).isEqualTo(2000);
    }

    private static Growth growth(IntToDoubleFunction program) {
        return Growth.of(
                IntStream.range(0, 40)
                        .mapToObj(
                                i ->
                                        new Sample(
                                                i,
                                                100 * i,
                                                program.applyAsDouble(i),
                                                1.5 * program.applyAsDouble(i),
                                                50))
                        .toList());
    }
}
