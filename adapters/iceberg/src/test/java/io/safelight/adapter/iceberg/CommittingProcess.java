package io.safelight.adapter.iceberg;

import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.testkit.lake.FinalImages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Commits one batch after another until it is killed, and says which are done. What a batch holds
 * follows from its number: some new images, and a few of an earlier batch that changed.
 */
final class CommittingProcess {
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final int NEW_IMAGES = 5;
    private static final Duration SHORT = Duration.ofMillis(100);

    private CommittingProcess() {}

    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        try (var lake = IcebergLake.open(folder, Lakes.FEW_SMALL_FILES, InstantSource.system())) {
            long next = lake.lastBatch() + 1;
            while (next < 100_000) {
                lake.commit(batch(next));
                System.out.println(next);
                if (next % 3 == 0) {
                    lake.compact(START.plus(Duration.ofDays(next % 2 * 30)));
                    lake.expireSnapshots(SHORT);
                }
                next++;
            }
        }
    }

    static LakeBatch batch(long number) {
        var images = new ArrayList<ImageRecord>();
        for (long i = 0; i < NEW_IMAGES; i++) {
            images.add(image(number, i));
        }
        if (number % 4 == 0) {
            images.add(FinalImages.again(image(number / 2, 0)));
            images.add(FinalImages.again(image(number - 1, 1)));
        }
        return new LakeBatch(number, List.copyOf(images));
    }

    private static ImageRecord image(long batch, long i) {
        long number = batch * NEW_IMAGES + i;
        // Three buckets that take turns.
        return FinalImages.completed(
                number, START.plus(Duration.ofHours(batch % 3)).plusMillis(number));
    }
}
