package io.safelight.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.work.Backoff;
import io.safelight.ingress.kafka.PartitionProgress.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A partition whose consumer, work and clock are played by the test. */
final class InboundPartitionTest {
    private static final long LIMIT = PartitionProgress.MAX_AHEAD;

    /** As the session does it: look where to go on, read a portion if it is open, work. */
    private static final class Reader {
        private final InboundPartition partition =
                new InboundPartition(
                        new TopicPartition("images.inbound.acme", 0),
                        new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                        0);
        private final TreeSet<Long> failing = new TreeSet<>();
        private final TreeSet<Long> done = new TreeSet<>();
        private final long records;
        private long nowNanos;
        private long position;

        Reader(long records) {
            this.records = records;
        }

        /** Returns what was taken in hand. */
        List<Long> poll(int portion) {
            position = partition.jump(nowNanos).orElse(position);
            var taken = new ArrayList<Long>();
            if (partition.isOpen(nowNanos)) {
                long end = Math.min(records, position + portion);
                for (; position < end; position++) {
                    if (partition.progress().deliver(position) == Delivery.TAKE) {
                        taken.add(position);
                    }
                }
            }
            return taken;
        }

        void work(List<Long> offsets) {
            for (long offset : offsets) {
                if (failing.contains(offset)) {
                    partition.postpone(partition.progress(), offset, nowNanos);
                } else {
                    assertThat(done.add(offset)).isTrue();
                    partition.done(partition.progress(), offset);
                }
            }
        }

        void pass(Duration time) {
            nowNanos += time.toNanos();
        }

        long commitable() {
            return partition.progress().commitable();
        }
    }

    @Test
    void recordThatFailsForLongIsTriedAgainHoweverFarTheOthersAreAhead() {
        var reader = new Reader(3 * LIMIT);
        reader.failing.add(0L);
        for (int step = 0; step < 1000; step++) {
            reader.work(reader.poll(500));
            reader.pass(Duration.ofSeconds(1));
        }
        assertThat(reader.commitable()).isZero();

        reader.failing.clear();
        for (int step = 0; step < 1000; step++) {
            reader.work(reader.poll(500));
            reader.pass(Duration.ofSeconds(1));
        }

        assertThat(reader.commitable()).isEqualTo(3 * LIMIT);
    }

    @Test
    void whileOneRecordFailsOnlySoManyAreTakenAheadOfIt() {
        var reader = new Reader(3 * LIMIT);
        reader.failing.add(0L);

        for (int step = 0; step < 1000; step++) {
            reader.work(reader.poll(20_000));
            reader.pass(Duration.ofMinutes(1));
        }

        assertThat(reader.done).hasSize((int) LIMIT - 1);
    }

    @Test
    void whenAllFailNothingMoreIsReadUntilTheNextTry() {
        var reader = new Reader(1000);
        for (long offset = 0; offset < reader.records; offset++) {
            reader.failing.add(offset);
        }
        reader.work(reader.poll(20));
        assertThat(reader.poll(20)).isEmpty();

        reader.pass(Duration.ofSeconds(2));

        assertThat(reader.poll(20)).hasSize(20).startsWith(0L);
    }

    @Test
    void recordsThatWereDeletedCountForNothing() {
        var reader = new Reader(10 * LIMIT);
        reader.work(reader.poll(10));
        reader.position = 5 * LIMIT;

        reader.work(reader.poll(10));

        assertThat(reader.commitable()).isEqualTo(5 * LIMIT + 10);
    }

    @Test
    void whateverFailsForAWhileAllIsDoneOnceAndCommittedInTheEnd() {
        for (long seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var reader = new Reader(LIMIT + random.nextInt(10_000));
            var working = new ArrayList<Long>();
            for (int step = 0; step < 600; step++) {
                if (step % 50 == 0 && step < 400) {
                    reader.failing.clear();
                    for (int i = 0; i < random.nextInt(5); i++) {
                        reader.failing.add(random.nextLong(reader.records));
                    }
                } else if (step == 400) {
                    reader.failing.clear();
                }
                working.addAll(reader.poll(1 + random.nextInt(1000)));
                int some = step > 550 ? working.size() : random.nextInt(working.size() + 1);
                List<Long> ended = working.subList(0, some);
                reader.work(ended);
                ended.clear();
                reader.pass(Duration.ofMillis(random.nextInt(30_000)));
            }

            assertThat(reader.commitable()).as("seed %d", seed).isEqualTo(reader.records);
        }
    }
}
