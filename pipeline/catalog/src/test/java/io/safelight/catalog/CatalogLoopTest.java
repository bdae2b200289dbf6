package io.safelight.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.safelight.telemetry.Meters;
import io.safelight.testkit.lake.FinalImages;
import io.safelight.testkit.lake.InMemoryLake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class CatalogLoopTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final NumberedLedger ledger = new NumberedLedger();
    private final InMemoryLake memory = InMemoryLake.on(new InMemoryLake.Disk());
    private final FlakyLake lake = new FlakyLake(memory);
    private final CatalogLoop loop = loop();

    @Test
    void goesOnAfterAFailureUntilClosed() throws InterruptedException {
        ledger.put(FinalImages.completed(1, NOW));
        lake.failNext(FlakyLake.Fault.BEFORE_COMMIT);
        lake.failNext(FlakyLake.Fault.BEFORE_COMMIT);

        var thread = Thread.ofVirtual().start(loop);
        await().until(() -> memory.lastBatch() == 1);
        await().until(() -> loop.problem().isEmpty());
        loop.close();
        thread.join();

        assertThat(loop.problem()).isEmpty();
    }

    @Test
    void endsWhenInterrupted() throws InterruptedException {
        var thread = Thread.ofVirtual().start(loop);

        thread.interrupt();

        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void endsWhenLedgerAndLakeDivergeAndSaysSo() {
        ledger.startAt(5);
        ledger.put(FinalImages.completed(1, NOW));

        loop.run();

        assertThat(loop.problem())
                .hasValueSatisfying(text -> assertThat(text).contains("diverged"));
        assertThat(memory.lastBatch()).isZero();
    }

    private CatalogLoop loop() {
        var standard = CatalogSettings.standard(Duration.ofDays(7));
        var settings =
                new CatalogSettings(
                        Duration.ofMillis(5),
                        standard.maxRows(),
                        standard.maintenanceInterval(),
                        standard.snapshotAge(),
                        standard.settling(),
                        standard.shortestLife());
        var clock = InstantSource.fixed(NOW);
        var committer = new Committer(ledger, lake, settings, clock, Meters.none());
        return new CatalogLoop(committer, settings, clock, Meters.none());
    }
}
