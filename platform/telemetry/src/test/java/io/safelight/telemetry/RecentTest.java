package io.safelight.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void manyGaugesShareOneQuestionUntilItsTimeIsOver() {
        var recent = new Recent<>(questions::incrementAndGet, Duration.ofNanos(10), nanos::get);

        assertThat(recent.number(Integer::doubleValue)).isEqualTo(1);
        nanos.addAndGet(9);
        assertThat(recent.number(Integer::doubleValue)).isEqualTo(1);
        nanos.addAndGet(1);
        assertThat(recent.number(Integer::doubleValue)).isEqualTo(2);
    }

    @Test
    void whatCannotBeAnsweredIsNoNumberAndIsNotAskedMoreOften() {
        var recent =
                new Recent<Integer>(
                        () -> {
                            questions.incrementAndGet();
                            throw new IllegalStateException("down");
                        },
                        Duration.ofNanos(10),
                        nanos::get);

        assertThat(recent.number(Integer::doubleValue)).isNaN();
        assertThat(recent.number(Integer::doubleValue)).isNaN();
        assertThat(questions).hasValue(1);
    }
}
