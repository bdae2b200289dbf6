package io.safelight.testkit.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.lake.Lake;
import io.safelight.ports.lake.LakeBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** A seeded history of batches, replays, changes, maintenance and restarts, beside a plain map. */
final class LakeHistory {
    private static final int STEPS = 40;

    private final long seed;
    private final Random random;
    private final Instant start;
    private final Supplier<Lake> reopen;
    private final Map<ImageId, ImageRecord> expected = new HashMap<>();
    private LakeBatch last = new LakeBatch(1, List.of());
    private long images;

    LakeHistory(long seed, Instant start, Supplier<Lake> reopen) {
        this.seed = seed;
        this.random = new Random(seed);
        this.start = start;
        this.reopen = reopen;
    }

    void run(Lake opened, Supplier<List<SeenRow>> seen) {
        Lake lake = opened;
        lake.commit(last);
        for (int step = 1; step <= STEPS; step++) {
            switch (random.nextInt(8)) {
                case 0 -> lake.compact(start.plus(Duration.ofHours(random.nextInt(24 * 9))));
                case 1 -> lake.expireSnapshots(Duration.ofMillis(random.nextInt(50)));
                case 2 -> lake = reopen.get();
                case 3 -> lake.commit(last);
                default -> commitNext(lake);
            }
            assertThat(seen.get())
                    .as("seed %d, step %d", seed, step)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.values().stream().map(SeenRow::of).toList());
            assertThat(lake.lastBatch()).isEqualTo(last.number());
        }
    }

    private void commitNext(Lake lake) {
        var batch = new HashMap<ImageId, ImageRecord>();
        for (int i = random.nextInt(6); i > 0; i--) {
            var image = random.nextInt(3) == 0 ? changed() : arrived();
            batch.put(image.id(), image);
        }
        last = new LakeBatch(last.number() + 1, List.copyOf(batch.values()));
        lake.commit(last);
        expected.putAll(batch);
    }

    private ImageRecord arrived() {
        var at = start.plus(Duration.ofMinutes(random.nextInt(180)));
        return random.nextBoolean()
                ? FinalImages.completed(++images, at)
                : FinalImages.bare(++images, at);
    }

    private ImageRecord changed() {
        if (expected.isEmpty()) {
            return arrived();
        }
        var known = new ArrayList<>(expected.values());
        known.sort((a, b) -> a.id().compareTo(b.id()));
        return FinalImages.again(known.get(random.nextInt(known.size())));
    }
}
