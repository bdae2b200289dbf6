package io.safelight.domain.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

    @ParameterizedTest
    @CsvSource({"1,PT1S", "2,PT2S", "3,PT4S", "6,PT32S", "7,PT1M", "8,PT1M", "2147483647,PT1M"})
    void delaysDoubleUpToTheLongest(int failures, Duration delay) {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

        assertThat(backoff.after(failures)).isEqualTo(delay);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void withoutAFailureItIsTheFirstDelay(int failures) {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

        assertThat(backoff.after(failures)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void noDelayOverflowsAndTheLongestIsReachedFromTheShortest() {
        var longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

        assertThat(new Backoff(Duration.ofNanos(1), longest).after(Integer.MAX_VALUE))
                .isEqualTo(longest);
        assertThat(new Backoff(longest, longest).after(2)).isEqualTo(longest);
        assertThat(new Backoff(Duration.ofMillis(1), Duration.ofHours(1)).after(30))
                .isEqualTo(Duration.ofHours(1));
        var odd = new Backoff(Duration.ofSeconds(3), Duration.ofSeconds(10));
        assertThat(odd.after(2)).isEqualTo(Duration.ofSeconds(6));
        assertThat(odd.after(3)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void delaysArePositiveAndOrdered() {
        var second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, second));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(second.negated(), second));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(second, second.minusNanos(1)));
    }

    @Test
    void threeDeathsOfNodesMakeAnImageRunAloneAndADeathThereCountsAgainstIt() {
        Tries tries = Tries.NONE;
        for (int deaths = 1; deaths <= 3; deaths++) {
            assertThat(tries.mustRunAlone()).isFalse();
            tries = tries.afterNodeDeath();
            assertThat(tries).isEqualTo(new Tries(0, 0, deaths));
        }

        assertThat(tries.mustRunAlone()).isTrue();
        assertThat(tries.afterNodeDeath()).isEqualTo(new Tries(0, 1, 3));
        assertThat(tries.afterNodeDeath().mustRunAlone()).isTrue();
    }

    @Test
    void eachKindOfTryIsCountedApart() {
        var tries = new Tries(1, 2, 0);

        assertThat(tries.afterUndecidedScan()).isEqualTo(new Tries(2, 2, 0));
        assertThat(tries.afterSandboxDeath()).isEqualTo(new Tries(1, 3, 0));
        assertThat(tries.afterError()).isEqualTo(new Tries(1, 2, 0, 1));
        assertThat(tries.afterError().afterNodeDeath()).isEqualTo(new Tries(1, 2, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tries(-1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tries(0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tries(0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tries(0, 0, 0, -1));
    }

    @Test
    void afterASecondDeathOfANodeAnImageWaitsMuchLonger() {
        var backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

        assertThat(backoff.afterNodeDeath(new Tries(0, 0, 1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.afterNodeDeath(new Tries(0, 0, 2))).isEqualTo(Duration.ofSeconds(32));
        assertThat(backoff.afterNodeDeath(new Tries(0, 0, 3))).isEqualTo(Duration.ofMinutes(5));
        assertThat(backoff.afterNodeDeath(Tries.NONE)).isEqualTo(Duration.ofSeconds(2));
    }
}
