package io.safelight.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.ingress.kafka.PartitionProgress.Delivery;
import java.util.ArrayList;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class PartitionProgressTest {
    private final PartitionProgress progress = new PartitionProgress();

    @Test
    void nothingIsCommittedBeforeTheFirstRecord() {
        assertThat(progress.hasNews()).isFalse();
        assertThat(progress.isIdle()).isTrue();
    }

    @Test
    void laterOnesWaitForEarlierOnes() {
        deliver(100, 101, 102);

        progress.done(101);
        progress.done(102);
        assertThat(progress.commitable()).isEqualTo(100);

        progress.done(100);
        assertThat(progress.commitable()).isEqualTo(103);
    }

    @Test
    void onlyPostponedOnesAreTakenAgain() {
        deliver(100, 101, 102, 103);
        progress.done(100);
        progress.done(102);
        progress.postpone(101);

        progress.retry();

        assertThat(progress.jump()).hasValue(101);
        assertThat(progress.deliver(101)).isEqualTo(Delivery.TAKE);
        assertThat(progress.deliver(102)).isEqualTo(Delivery.SKIP);
        assertThat(progress.jump()).hasValue(104);
        assertThat(progress.deliver(104)).isEqualTo(Delivery.TAKE);
        assertThat(progress.jump()).isEmpty();
        assertThat(progress.commitable()).isEqualTo(101);
    }

    @Test
    void gapsInTheLogAreNoRecords() {
        deliver(100, 105);

        progress.done(100);
        assertThat(progress.commitable()).isEqualTo(105);
        progress.done(105);
        assertThat(progress.commitable()).isEqualTo(106);
    }

    @Test
    void postponedRecordThatVanishedHoldsNothingUp() {
        deliver(100, 101);
        progress.done(101);
        progress.postpone(100);
        progress.retry();
        progress.jump();

        assertThat(progress.deliver(150)).isEqualTo(Delivery.TAKE);
        progress.done(150);

        assertThat(progress.commitable()).isEqualTo(151);
        assertThat(progress.takeVanished()).isEqualTo(1);
        assertThat(progress.takeVanished()).isZero();
    }

    @Test
    void offsetThatWasPassedMeansANewTopic() {
        deliver(100, 101);

        assertThat(progress.deliver(0)).isEqualTo(Delivery.ANEW);
    }

    @Test
    void neverCommitsPastWhatIsNotDoneAndTakesNothingTwiceAtOnce() {
        for (long seed = 0; seed < 300; seed++) {
            walk(seed);
        }
    }

    private static void walk(long seed) {
        var random = new Random(seed);
        var progress = new PartitionProgress();
        var working = new TreeSet<Long>();
        var done = new TreeSet<Long>();
        long position = 0;
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    if (progress.deliver(position) == Delivery.TAKE) {
                        assertThat(working.add(position) && !done.contains(position))
                                .as("seed %d", seed)
                                .isTrue();
                    }
                    position++;
                }
                case 2 -> {
                    if (!working.isEmpty()) {
                        long offset = new ArrayList<>(working).get(random.nextInt(working.size()));
                        working.remove(offset);
                        if (random.nextInt(3) == 0) {
                            progress.postpone(offset);
                        } else {
                            progress.done(offset);
                            done.add(offset);
                        }
                    }
                }
                default -> {
                    if (random.nextBoolean()) {
                        progress.retry();
                    }
                    position = progress.jump().orElse(position);
                }
            }
            for (long offset = 0; offset < progress.commitable(); offset++) {
                assertThat(done).as("seed %d", seed).contains(offset);
            }
        }
    }

    private void deliver(long... offsets) {
        for (long offset : offsets) {
            assertThat(progress.deliver(offset)).isEqualTo(Delivery.TAKE);
        }
    }
}
