package io.safelight.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {
    @Test
    void fasterThanThePeerByAFactor() {
        var target = new Target.AtLeastTimes(3);

        assertThat(target.isMet(target.score(30, 10))).isTrue();
        assertThat(target.isMet(target.score(29, 10))).isFalse();
        assertThat(target.text()).isEqualTo("≥ 3×");
    }

    @Test
    void slowerThanThePeerByNoMoreThanAFactor() {
        var target = new Target.WithinTimes(2.5);

        assertThat(target.isMet(target.score(10, 25))).isTrue();
        assertThat(target.isMet(target.score(10, 26))).isFalse();
    }

    @Test
    void soMuchMoreThanThePeer() {
        var target = new Target.AtMostMore(30);

        assertThat(target.isMet(target.score(40, 10))).isTrue();
        assertThat(target.isMet(target.score(41, 10))).isFalse();
    }

    @Test
    void absoluteValues() {
        assertThat(new Target.AtMost(600).isMet(600)).isTrue();
        assertThat(new Target.AtMost(600).isMet(601)).isFalse();
        assertThat(new Target.AtLeast(100_000).isMet(99_999)).isFalse();
        assertThat(new Target.AtLeast(100_000).text()).isEqualTo("≥ 100,000");
    }
}
