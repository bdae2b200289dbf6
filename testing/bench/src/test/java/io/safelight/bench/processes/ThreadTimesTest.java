package io.safelight.bench.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadTimesTest {
    @Test
    void threadsAreGroupedByWhatTheyAreFor() {
        var before = new ThreadTimes(Map.of(1L, thread(1, "C2 CompilerThre", 100)));
        var after =
                new ThreadTimes(
                        Map.of(
                                1L, thread(1, "C2 CompilerThre", 150),
                                2L, thread(2, "C1 CompilerThre", 30),
                                3L, thread(3, "pool-7-thread-1", 5)));

        assertThat(after.since(before))
                .isEqualTo(
                        Map.of(
                                ThreadTimes.COMPILERS,
                                Duration.ofMillis(80),
                                "other: pool-*-thread-*",
                                Duration.ofMillis(5)));
    }

    private static Stat thread(long id, String name, long millis) {
        return new Stat(id, 0, 0, name, Duration.ofMillis(millis), Duration.ZERO);
    }
}
