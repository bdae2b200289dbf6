package io.safelight.testkit.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.PortException;
import io.safelight.ports.lake.Lake;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.ports.lake.LakeFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Lake} promises. */
public abstract class LakeContract {
    /** When the images of these tests arrive: well before an hour's end. */
    protected static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static final Instant EVERYTHING_IS_CLOSED = NOON.plus(Duration.ofDays(365));
    private static final Instant NOTHING_IS_CLOSED = NOON;

    private Lake lake;

    /** Opens the lake of this test, with what an earlier one left; never two at a time. */
    protected abstract Lake open();

    /** Reads files of the lake that is open. */
    protected abstract List<SeenRow> rows(LakeFiles files);

    /** At most this many files of a bucket that is not closed are left by a compaction. */
    protected abstract int mostFilesOfOpenBucket();

    @BeforeEach
    void openFirst() {
        lake = open();
    }

    @AfterEach
    void closeLast() {
        lake.close();
    }

    @Test
    void emptyLakeHasNoBatchAndNoFiles() {
        assertThat(lake.lastBatch()).isZero();
        assertThat(filesAt(NOON)).isEmpty();
    }

    @Test
    void committedBatchIsSeenWholeAndOutlivesReopening() {
        var images =
                List.of(
                        FinalImages.completed(1, NOON),
                        FinalImages.quarantined(2, NOON.plusSeconds(5)),
                        FinalImages.bare(3, NOON.plus(Duration.ofHours(3))));

        lake.commit(new LakeBatch(1, images));
        reopen();

        assertThat(lake.lastBatch()).isEqualTo(1);
        assertThat(seen()).containsExactlyInAnyOrderElementsOf(seenOf(images));
    }

    @Test
    void batchGivenAgainChangesNothing() {
        var first = new LakeBatch(1, images(0, 20));
        lake.commit(first);

        lake.commit(first);
        reopen();
        lake.commit(first);
        lake.commit(new LakeBatch(1, images(50, 60)));

        assertThat(lake.lastBatch()).isEqualTo(1);
        assertThat(seen()).containsExactlyInAnyOrderElementsOf(seenOf(first.images()));
    }

    @Test
    void gapIsRefusedAndLeavesNothing() {
        lake.commit(new LakeBatch(1, images(0, 2)));

        assertThatThrownBy(() -> lake.commit(new LakeBatch(3, images(2, 4))))
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> assertThat(e.kind()).isEqualTo(PortException.Kind.REFUSED));
        assertThat(lake.lastBatch()).isEqualTo(1);
        assertThat(seen()).hasSize(2);
    }

    @Test
    void emptyBatchCounts() {
        lake.commit(new LakeBatch(1, List.of()));
        lake.commit(new LakeBatch(2, images(0, 1)));
        lake.commit(new LakeBatch(3, List.of()));
        reopen();

        assertThat(lake.lastBatch()).isEqualTo(3);
        assertThat(seen()).hasSize(1);
    }

    @Test
    void changedImageReplacesItsRow() {
        var images = images(0, 10);
        lake.commit(new LakeBatch(1, images));
        lake.commit(new LakeBatch(2, images(10, 20)));

        var changed = FinalImages.again(images.get(3));
        lake.commit(new LakeBatch(3, List.of(changed)));

        var expected = new ArrayList<>(images(0, 20));
        expected.set(3, changed);
        assertThat(seen()).containsExactlyInAnyOrderElementsOf(seenOf(expected));
    }

    @Test
    void rowsAreReplacedInEveryFileAndBucketAndBesideNewOnes() {
        var early = images(0, 5);
        var late = images(5, 10, NOON.plus(Duration.ofHours(5)));
        lake.commit(new LakeBatch(1, early));
        lake.commit(new LakeBatch(2, late));
        lake.commit(new LakeBatch(3, images(10, 12)));
        drainCompaction(EVERYTHING_IS_CLOSED);

        var all = new ArrayList<ImageRecord>();
        early.forEach(image -> all.add(FinalImages.again(image)));
        late.forEach(image -> all.add(FinalImages.again(image)));
        all.addAll(images(12, 14));
        lake.commit(new LakeBatch(4, all));

        all.addAll(images(10, 12));
        assertThat(seen()).containsExactlyInAnyOrderElementsOf(seenOf(all));
    }

    @Test
    void lastBatchSurvivesEveryMaintenance() {
        for (long n = 1; n <= 4; n++) {
            lake.commit(new LakeBatch(n, images(n * 10, n * 10 + 3)));
        }

        drainCompaction(EVERYTHING_IS_CLOSED);
        lake.expireSnapshots(Duration.ZERO);
        lake.expireSnapshots(Duration.ZERO);
        assertThat(lake.lastBatch()).isEqualTo(4);
        reopen();

        assertThat(lake.lastBatch()).isEqualTo(4);
        assertThat(seen()).hasSize(12);
        lake.commit(new LakeBatch(5, images(90, 91)));
        assertThat(seen()).hasSize(13);
    }

    @Test
    void filesWhoseRowsAreAllDueAreNotGiven() {
        lake.commit(new LakeBatch(1, images(0, 2)));
        lake.commit(new LakeBatch(2, images(2, 4, NOON.plus(Duration.ofHours(2)))));
        Instant firstDue = NOON.plus(FinalImages.RETENTION.life());

        assertThat(seenAt(firstDue.minusSeconds(1))).hasSize(4);
        assertThat(seenAt(firstDue.plus(Duration.ofHours(1)))).hasSize(2);
        assertThat(filesAt(firstDue.plus(Duration.ofHours(4)))).isEmpty();
    }

    @Test
    void openFilesStayAsTheyWereWhileTheLakeMovesOn() {
        var images = images(0, 10);
        lake.commit(new LakeBatch(1, images.subList(0, 5)));
        lake.commit(new LakeBatch(2, images.subList(5, 10)));

        try (var files = lake.files(NOON)) {
            lake.commit(new LakeBatch(3, List.of(FinalImages.again(images.get(7)))));
            drainCompaction(EVERYTHING_IS_CLOSED);
            lake.expireSnapshots(Duration.ZERO);

            assertThat(rows(files)).containsExactlyInAnyOrderElementsOf(seenOf(images));
            assertThat(files.paths())
                    .allSatisfy(path -> assertThat(path).startsWithRaw(files.directory()));
        }
        lake.expireSnapshots(Duration.ZERO);
        assertThat(seen()).hasSize(10);
    }

    @Test
    void closedBucketBecomesOneFile() {
        for (long n = 1; n <= 5; n++) {
            lake.commit(new LakeBatch(n, images(n * 10, n * 10 + 4)));
        }

        assertThat(lake.compact(NOTHING_IS_CLOSED)).isZero();
        assertThat(filesAt(NOON)).hasSize(5);
        assertThat(lake.compact(EVERYTHING_IS_CLOSED)).isEqualTo(1);
        assertThat(filesAt(NOON)).hasSize(1);
        assertThat(seen()).hasSize(20);
        assertThat(lake.compact(EVERYTHING_IS_CLOSED)).isZero();
    }

    @Test
    void openBucketNeverHasMoreThanSoManyFilesAfterCompaction() {
        int batches = mostFilesOfOpenBucket() + 3;
        for (int n = 1; n <= batches; n++) {
            lake.commit(new LakeBatch(n, images(n, n + 1)));
        }

        drainCompaction(NOTHING_IS_CLOSED);

        assertThat(filesAt(NOON)).hasSizeLessThanOrEqualTo(mostFilesOfOpenBucket());
        assertThat(seen()).hasSize(batches);
    }

    @Test
    void anyHistoryEndsWithOneRowPerImage() {
        long seed = Long.getLong("safelight.seed", 42);
        new LakeHistory(seed, NOON, this::reopen).run(lake, this::seen);
    }

    private Lake reopen() {
        lake.close();
        lake = open();
        return lake;
    }

    private void drainCompaction(Instant closedBefore) {
        for (int rounds = 0; lake.compact(closedBefore) > 0; rounds++) {
            assertThat(rounds).as("rounds of compaction").isLessThan(100);
        }
    }

    private List<SeenRow> seen() {
        return seenAt(NOON);
    }

    private List<SeenRow> seenAt(Instant now) {
        try (var files = lake.files(now)) {
            return rows(files);
        }
    }

    private Set<Path> filesAt(Instant now) {
        try (var files = lake.files(now)) {
            return Set.copyOf(files.paths());
        }
    }

    private static List<ImageRecord> images(long from, long to) {
        return images(from, to, NOON);
    }

    private static List<ImageRecord> images(long from, long to, Instant at) {
        return LongStream.range(from, to)
                .mapToObj(n -> FinalImages.completed(n, at.plusMillis(n)))
                .toList();
    }

    private static Set<SeenRow> seenOf(List<ImageRecord> images) {
        return images.stream().map(SeenRow::of).collect(Collectors.toSet());
    }
}
