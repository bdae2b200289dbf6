package io.safelight.bench.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorClockTest {
    private static final Duration BUSY = Duration.ofMillis(400);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    @Test
    void timeOfChildrenThatWereKilledIsKept() throws IOException, InterruptedException {
        Process busy = new ProcessBuilder("/bin/sh", "-c", "(while :; do :; done) & wait").start();
        try (var clock = ProcessorClock.start(busy.pid(), "nobody")) {
            Waiting.until("a child is busy", LIMIT, LOOK, () -> clock.total().compareTo(BUSY) > 0);
            Duration before = clock.total();

            ProcessTree.of(busy.pid()).processes().reversed().stream()
                    .map(Stat::pid)
                    .forEach(pid -> Commands.signal("KILL", pid));
            busy.waitFor();

            assertThat(ProcessTree.of(busy.pid()).processes()).isEmpty();
            assertThat(clock.total()).isGreaterThanOrEqualTo(before);
        } finally {
            busy.destroyForcibly();
        }
    }

    @Test
    void programOfThatNameIsCountedApart() throws IOException, InterruptedException {
        Process busy = new ProcessBuilder("/bin/sh", "-c", "while :; do :; done").start();
        try (var clock = ProcessorClock.start(busy.pid(), "sh")) {
            Waiting.until("it is busy", LIMIT, LOOK, () -> clock.totalApart().compareTo(BUSY) > 0);

            assertThat(clock.total()).isLessThan(BUSY.dividedBy(2));
        } finally {
            busy.destroyForcibly();
        }
    }
}
