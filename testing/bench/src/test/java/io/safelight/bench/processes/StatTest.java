package io.safelight.bench.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatTest {
    @Test
    void nameMayHoldBlanksAndParentheses() {
        var stat =
                Stat.parse(
                        "42 (a (b) c) S 7 42 42 0 -1 4194560 1 2 3 4 150 50 300 20 20 0 1 0 987654"
                                + " 1000 200");

        assertThat(stat)
                .isEqualTo(
                        new Stat(
                                42,
                                7,
                                987_654,
                                "a (b) c",
                                Duration.ofSeconds(2),
                                Duration.ofMillis(3200)));
    }

    @Test
    void processThatIsGoneIsEmpty() {
        assertThat(Stat.of(Integer.MAX_VALUE)).isEmpty();
    }
}
