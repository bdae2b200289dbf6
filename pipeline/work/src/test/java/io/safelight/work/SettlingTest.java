package io.safelight.work;

import static io.safelight.work.Workplace.LEASE;
import static io.safelight.work.Workplace.NODE;
import static io.safelight.work.Workplace.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.testkit.faults.Fault;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.testkit.sandbox.Script;
import io.safelight.testkit.sandbox.Script.Verb;
import io.safelight.testkit.scanner.ScannerSamples;
import io.safelight.testkit.time.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Outcomes and a ledger or a store in trouble. */
@Timeout(60)
class SettlingTest {
    private final SetClock clock = new SetClock(LedgerSamples.NOON);
    private final Workplace place = new Workplace(clock);
    private final Worker worker = place.worker(NODE);

    @Test
    void anOutcomeIsOfferedAgainUntilTheLedgerTakesIt() throws IOException {
        ImageId image = place.admit(clean());
        place.faults.plan("finish", Fault.fails(), Fault.fails(), Fault.fails());

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        assertThat(place.sandbox.shown()).containsExactly(image);
        place.assertObjectsAreThoseOf(image);
    }

    @Test
    void anOutcomeThatMayHaveBeenTakenKeepsItsOutputs() throws IOException {
        ImageId image = place.admit(clean());
        place.faults.plan("finish", Fault.happensUnknown());

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        assertThat(place.find(image).findings().outputs()).isNotEmpty();
        place.assertObjectsAreThoseOf(image);
    }

    @Test
    void anOutcomeThatWasNotTakenAfterAllIsPublishedByTheNextTry() throws IOException {
        ImageId image = place.admit(clean());
        place.faults.plan("finish", Fault.failsUnknown(), Fault.fails());

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        place.assertObjectsAreThoseOf(image);
    }

    @Test
    void whoeverLosesTheClaimWhileTheLedgerFailsPublishesNothing() throws IOException {
        ImageId image = place.admit(clean());
        place.faults.plan("finish", Fault.fails(), Fault.late(this::theLeaseEndsAndAnotherTakesIt));

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.CLAIMED);
        assertThat(place.find(image).findings().outputs()).isEmpty();
        place.assertObjectsAreThoseOf(image);
    }

    /** Whether what was published is ours cannot be told: the sweep will. */
    @Test
    void whoeverIsUnsureAndLosesTheClaimDeletesNothing() throws IOException {
        ImageId image = place.admit(clean());
        place.faults.plan(
                "finish", Fault.failsUnknown(), Fault.late(this::theLeaseEndsAndAnotherTakesIt));

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.CLAIMED);
        assertThat(place.objects.count()).isGreaterThan(1);
    }

    @Test
    void theQuarantinedCopyStaysThoughTheOriginalCannotBeDeleted() throws IOException {
        ImageId image = place.admit(ScannerSamples.eicarInJpeg(1, 1000));
        ObjectRef raw = place.find(image).original().object();
        place.faults.plan("delete", Fault.fails());

        worker.runOnce();

        ObjectRef copy = place.find(image).original().object();
        assertThat(place.find(image).state()).isEqualTo(State.QUARANTINED);
        assertThat(place.objects.placementOf(copy).zone()).isEqualTo(Zone.QUARANTINE);
        assertThat(place.objects.placementOf(raw).zone()).isEqualTo(Zone.RAW);
    }

    @Test
    void anImageIsGivenBackThoughTheLedgerFailsAtFirst() throws IOException {
        ImageId image = place.admit(clean());
        place.sandbox.unavailable("as the test wished");
        place.faults.plan("release", Fault.fails(), Fault.happensUnknown());

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.RECEIVED);
        assertThat(place.find(image).tries()).isEqualTo(Tries.NONE);
        place.sandbox.available();
        clock.pass(Duration.ofSeconds(1));
        worker.runOnce();
        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void anImageThatTheLedgerNeverTookIsDoneByAnotherNodeWhenItsLeaseEnds() throws IOException {
        ImageId image = place.admit(clean());
        Fault[] always = new Fault[10];
        Arrays.fill(always, Fault.fails());
        place.faults.plan("finish", always);

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.CLAIMED);
        clock.pass(LEASE.plusSeconds(1));
        Worker other = place.worker(OTHER);
        other.runOnce();
        clock.pass(Duration.ofSeconds(1));
        other.runOnce();
        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        assertThat(place.find(image).tries().sandboxDeaths()).isZero();
    }

    private static byte[] clean() {
        return Script.of(Verb.ECHO, "hello").image();
    }

    private void theLeaseEndsAndAnotherTakesIt() {
        clock.pass(LEASE.plusSeconds(1));
        place.ledger.reclaim(clock.instant(), Optional.empty(), _ -> clock.instant());
        assertThat(place.ledger.claim(OTHER, 1, true, clock.instant(), LEASE)).hasSize(1);
    }
}
