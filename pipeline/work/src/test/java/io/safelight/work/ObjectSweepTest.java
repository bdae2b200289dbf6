package io.safelight.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.domain.program.Output;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.Tries;
import io.safelight.ports.ledger.ImageLedger;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.Placement;
import io.safelight.settings.Settings;
import io.safelight.telemetry.Meters;
import io.safelight.testkit.faults.Call;
import io.safelight.testkit.faults.Faults;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.testkit.objects.InMemoryObjectStore;
import io.safelight.testkit.objects.Listings;
import io.safelight.testkit.time.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObjectSweepTest {
    private static final Duration LONG = Duration.ofHours(3);

    private final SetClock clock = new SetClock(LedgerSamples.NOON);
    private final InMemoryObjectStore objects = new InMemoryObjectStore(clock);
    private final InMemoryLedger ledger = new InMemoryLedger(clock);
    private final Faults faults = new Faults();
    private final ObjectSweep sweep =
            new ObjectSweep(
                    faults.on(ObjectStore.class, objects),
                    faults.on(ImageLedger.class, ledger),
                    SweepSettings.from(Settings.of()),
                    clock,
                    Meters.none());

    @Test
    void whatNoRowRefersToIsDeletedInEveryZone() throws IOException {
        for (Zone zone : Zone.values()) {
            store(zone, 1);
        }
        clock.pass(LONG);

        assertThat(swept()).isEqualTo(3);
        assertThat(all()).isEmpty();
        assertThat(swept()).isZero();
    }

    @Test
    void whatIsYoungIsLeftAloneForItsRowMayBeOnItsWay() throws IOException {
        ObjectRef old = store(Zone.RAW, 1);
        clock.pass(Duration.ofHours(2).minusMillis(1));
        ObjectRef young = store(Zone.RAW, 2);
        clock.pass(Duration.ofMillis(1));

        assertThat(swept()).isZero();
        clock.pass(Duration.ofMillis(1));
        assertThat(swept()).isEqualTo(1);
        assertThat(all()).containsExactly(young).doesNotContain(old);
    }

    /** A clock that jumps makes young objects look old: their row comes before the next pass. */
    @Test
    void anObjectWhoseRowCameBetweenTwoPassesIsKept() throws IOException {
        ObjectRef raw = store(Zone.RAW, 1);
        ObjectRef lost = store(Zone.RAW, 2);
        clock.pass(LONG);

        assertThat(sweep.runOnce()).isZero();
        admit(1, raw);
        assertThat(sweep.runOnce()).isEqualTo(1);
        assertThat(all()).containsExactly(raw).doesNotContain(lost);
    }

    @Test
    void theOriginalOfARowIsKeptAndAnUploadOfItThatCameToNothingIsNot() throws IOException {
        ObjectRef lost = store(Zone.RAW, 1);
        ObjectRef raw = store(Zone.RAW, 1);
        admit(1, raw);
        clock.pass(LONG);

        assertThat(swept()).isEqualTo(1);
        assertThat(all()).containsExactly(raw).doesNotContain(lost);
    }

    @Test
    void theOutputsOfARowAreKeptAndThoseOfAnOvertakenWorkerAreNot() throws IOException {
        ObjectRef raw = store(Zone.RAW, 1);
        Claim claim = admit(1, raw);
        ObjectRef overtaken = store(Zone.PROCESSED, 1);
        ObjectRef published = store(Zone.PROCESSED, 1);
        assertThat(ledger.finish(claim, completedWith(published), Tries.NONE, clock.instant()))
                .isTrue();
        clock.pass(LONG);

        assertThat(swept()).isEqualTo(1);
        assertThat(all()).containsExactlyInAnyOrder(raw, published).doesNotContain(overtaken);
    }

    @Test
    void onlyTheQuarantinedCopyOfAQuarantinedImageIsKept() throws IOException {
        ObjectRef raw = store(Zone.RAW, 1);
        Claim claim = admit(1, raw);
        ObjectRef copy = store(Zone.QUARANTINE, 1);
        var sample = (Outcome.Quarantined) LedgerSamples.quarantined(1);
        var outcome = new Outcome.Quarantined(sample.scan(), sample.cause(), copy);
        assertThat(ledger.finish(claim, outcome, Tries.NONE, clock.instant())).isTrue();
        clock.pass(LONG);

        assertThat(swept()).isEqualTo(1);
        assertThat(all()).containsExactly(copy);
    }

    @Test
    void everyPageIsSwept() throws IOException {
        var kept = new HashSet<ObjectRef>();
        for (int number = 1; number <= 1_300; number++) {
            ObjectRef raw = store(Zone.RAW, number);
            if (number % 10 == 0) {
                admit(number, raw);
                kept.add(raw);
            }
        }
        clock.pass(LONG);

        assertThat(swept()).isEqualTo(1_170);
        assertThat(all()).isEqualTo(kept);
    }

    @Test
    void aPassAsksTheLedgerOnceForEachPageAndReadsEachZoneOnce() throws IOException {
        for (int number = 1; number <= 1_300; number++) {
            admit(number, store(Zone.RAW, number));
        }
        clock.pass(LONG);

        sweep.runOnce();

        assertThat(faults.calls()).filteredOn(call -> call.method().equals("list")).hasSize(3);
        assertThat(faults.calls())
                .filteredOn(call -> call.port().equals("ImageLedger"))
                .extracting(Call::method)
                .containsExactly("references", "references", "references");
    }

    @Test
    void sweepsUntilItIsClosed() throws Exception {
        store(Zone.RAW, 1);
        clock.pass(LONG);
        sweep.runOnce();
        var thread = new Thread(sweep, "sweep");

        thread.start();
        while (!all().isEmpty()) {
            Thread.onSpinWait();
        }
        sweep.close();
        thread.join();

        store(Zone.RAW, 2);
        clock.pass(LONG);
        assertThat(swept()).isZero();
    }

    private ObjectRef store(Zone zone, long number) throws IOException {
        var lifetime = LedgerSamples.RETENTION.from(LedgerSamples.NOON);
        ImageId image = LedgerSamples.id(number, LedgerSamples.NOON);
        var placement = new Placement(zone, lifetime.bucket(), LedgerSamples.ACME, image);
        try (var writer = objects.create(placement)) {
            writer.stream().write(1);
            return writer.publish();
        }
    }

    private Claim admit(long number, ObjectRef raw) {
        NewImage sample = LedgerSamples.image(LedgerSamples.ACME, number);
        var image =
                new NewImage(
                        sample.id(),
                        sample.origin(),
                        sample.description(),
                        sample.content(),
                        sample.lifetime(),
                        raw,
                        Optional.empty(),
                        sample.receiptNonce());
        ledger.admit(List.of(image));
        return ledger.claim(LedgerSamples.NODE_1, 1, true, clock.instant(), Duration.ofHours(9))
                .getFirst()
                .claim();
    }

    private static Outcome completedWith(ObjectRef object) {
        var sample = (Outcome.Completed) LedgerSamples.completed(1);
        Output like = sample.outputs().getFirst();
        var output =
                new Output(
                        like.program(),
                        like.name(),
                        like.contentType(),
                        like.bytes(),
                        like.sha256(),
                        object);
        return new Outcome.Completed(sample.scan(), sample.probe(), sample.runs(), List.of(output));
    }

    private Set<ObjectRef> all() {
        var found = new ArrayList<ObjectRef>();
        for (Zone zone : Zone.values()) {
            Listings.all(objects, zone).forEach(stored -> found.add(stored.object()));
        }
        return Set.copyOf(found);
    }

    /** Two passes: the first only looks. */
    private int swept() {
        return sweep.runOnce() + sweep.runOnce();
    }
}
