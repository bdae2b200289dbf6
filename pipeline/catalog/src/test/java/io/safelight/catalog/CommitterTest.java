package io.safelight.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.PortException;
import io.safelight.telemetry.Meters;
import io.safelight.testkit.lake.FinalImages;
import io.safelight.testkit.lake.InMemoryLake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CommitterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final int MAX_ROWS = 10;
    private static final List<FlakyLake.Fault> FAULTS = List.of(FlakyLake.Fault.values());

    private final NumberedLedger ledger = new NumberedLedger();
    private final InMemoryLake memory = InMemoryLake.on(new InMemoryLake.Disk());
    private final FlakyLake lake = new FlakyLake(memory);
    private final Committer committer =
            new Committer(ledger, lake, settings(), InstantSource.fixed(NOW), Meters.none());

    @Test
    void everyFinalImageGetsItsRow() {
        var images = put(25);

        var pass = committer.runOnce(NOW);

        assertThat(pass).isEqualTo(new Pass.Committed(3, 25));
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(images);
        assertThat(committer.runOnce(NOW)).isEqualTo(new Pass.Committed(0, 0));
    }

    @Test
    void commitOfUnknownOutcomeIsNeitherLostNorDoubled() {
        for (var fault : List.of(FlakyLake.Fault.BEFORE_COMMIT, FlakyLake.Fault.AFTER_COMMIT)) {
            var images = put(7);
            lake.failNext(fault);

            assertThatThrownBy(() -> committer.runOnce(NOW)).isInstanceOf(PortException.class);
            committer.runOnce(NOW);

            assertThat(rows()).containsAll(images).doesNotHaveDuplicates();
        }
        assertThat(lake.lastBatch()).isEqualTo(2);
    }

    @Test
    void imageThatChangedWhileItsBatchWasOpenComesAgain() {
        var image = put(1).getFirst();
        lake.failNext(FlakyLake.Fault.AFTER_COMMIT);
        assertThatThrownBy(() -> committer.runOnce(NOW)).isInstanceOf(PortException.class);
        var changed = FinalImages.again(image);
        ledger.put(changed);

        committer.runOnce(NOW);
        committer.runOnce(NOW);

        assertThat(rows()).containsExactly(changed);
    }

    @Test
    void ledgerThatIsAheadOfItsLakeStopsEverything() {
        ledger.startAt(3);
        put(1);

        assertThat(committer.runOnce(NOW)).isEqualTo(new Pass.Diverged(3, 0));
        assertThat(rows()).isEmpty();
    }

    @Test
    void ledgerThatIsBehindItsLakeStopsEverything() {
        put(25);
        committer.runOnce(NOW);
        ledger.startAt(1);
        put(1);

        assertThat(committer.runOnce(NOW)).isEqualTo(new Pass.Diverged(1, 3));
        assertThat(rows()).hasSize(25);
    }

    @Test
    void maintenanceRunsAtItsIntervalEvenWhenTheClockIsSetBack() {
        committer.runOnce(NOW);
        committer.runOnce(NOW.plusSeconds(59));
        assertThat(lake.maintained).isEqualTo(1);

        committer.runOnce(NOW.plusSeconds(60));
        assertThat(lake.maintained).isEqualTo(2);
        committer.runOnce(NOW.minusSeconds(3600));
        assertThat(lake.maintained).isEqualTo(3);
    }

    @Test
    void anyOrderOfFaultsAndChangesEndsWithOneRowPerImage() {
        long seed = Long.getLong("safelight.seed", 42);
        var random = new Random(seed);
        var expected = new HashMap<ImageId, ImageRecord>();
        for (int step = 0; step < 300; step++) {
            change(random, expected);
            lake.failNext(FAULTS.get(random.nextInt(FAULTS.size())));
            runIgnoringFaults(NOW.plusSeconds(20L * step));
        }
        for (int i = 0; i < 400; i++) {
            runIgnoringFaults(NOW.plus(Duration.ofDays(1)));
        }

        assertThat(rows())
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(expected.values());
    }

    private void change(Random random, Map<ImageId, ImageRecord> images) {
        var known = new ArrayList<>(images.values());
        known.sort((a, b) -> a.id().compareTo(b.id()));
        var image =
                known.isEmpty() || random.nextBoolean()
                        ? FinalImages.completed(images.size(), NOW.plusMillis(images.size()))
                        : FinalImages.again(known.get(random.nextInt(known.size())));
        images.put(image.id(), image);
        ledger.put(image);
    }

    private void runIgnoringFaults(Instant now) {
        try {
            assertThat(committer.runOnce(now)).isInstanceOf(Pass.Committed.class);
        } catch (PortException e) {
            assertThat(e.kind()).isEqualTo(PortException.Kind.UNKNOWN_OUTCOME);
        }
    }

    private List<ImageRecord> put(int count) {
        var images = new ArrayList<ImageRecord>();
        for (int i = 0; i < count; i++) {
            long number = (long) rows().size() + i;
            var image = FinalImages.completed(number, NOW.plusMillis(number));
            images.add(image);
            ledger.put(image);
        }
        return images;
    }

    private List<ImageRecord> rows() {
        try (var files = memory.files(NOW)) {
            return memory.rows(files);
        }
    }

    private static CatalogSettings settings() {
        var standard = CatalogSettings.standard(Duration.ofDays(7));
        return new CatalogSettings(
                standard.interval(),
                MAX_ROWS,
                standard.maintenanceInterval(),
                standard.snapshotAge(),
                standard.settling(),
                standard.shortestLife());
    }
}
