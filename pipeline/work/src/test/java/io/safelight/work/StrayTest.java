package io.safelight.work;

import static io.safelight.work.Workplace.LEASE;
import static io.safelight.work.Workplace.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.PortException;
import io.safelight.testkit.faults.Fault;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.testkit.sandbox.Script;
import io.safelight.testkit.sandbox.Script.Verb;
import io.safelight.testkit.time.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Claims that end without a word although their node lives: nobody died of the image. */
@Timeout(60)
class StrayTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SetClock clock = new SetClock(LedgerSamples.NOON);
    private final Workplace place = new Workplace(clock);
    private final Worker worker = place.worker(NODE);

    @Test
    void anErrorOfOursIsCountedAsOneAndTheImageComesBack() throws IOException {
        ImageId image = place.admit(clean());
        failsAtFirst(1);

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.RECEIVED);
        assertThat(place.find(image).tries()).isEqualTo(new Tries(0, 0, 0, 1));
        clock.pass(SOON);
        worker.runOnce();
        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        assertThat(place.find(image).tries()).isEqualTo(new Tries(0, 0, 0, 1));
    }

    @Test
    void anImageThatMeetsAnErrorWithEachTryFailsInTheEndAndNeverRanAlone() throws IOException {
        ImageId image = place.admit(clean());
        failsAtFirst(Integer.MAX_VALUE);

        for (int i = 0; i < Tries.ERRORS_BEFORE_FAILURE; i++) {
            assertThat(place.find(image).state()).isEqualTo(State.RECEIVED);
            worker.runOnce();
            clock.pass(LEASE.plusSeconds(1));
        }

        assertThat(place.find(image).state()).isEqualTo(State.FAILED);
        assertThat(place.find(image).tries())
                .isEqualTo(new Tries(0, 0, 0, Tries.ERRORS_BEFORE_FAILURE));
        assertThat(place.find(image).findings().cause())
                .map(Cause::code)
                .contains("internal-error");
    }

    @Test
    void whatWasClaimedAfterAnUnknownOutcomeIsGivenBackAtOnce() throws IOException {
        ImageId image = place.admit(clean());
        claimsWithoutBeingTold();
        assertThat(place.find(image).state()).isEqualTo(State.CLAIMED);

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.RECEIVED);
        clock.pass(SOON);
        worker.runOnce();
        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        assertThat(place.find(image).tries()).isEqualTo(Tries.NONE);
    }

    @Test
    void noNumberOfUnknownOutcomesMakesAnImageSuspicious() throws IOException {
        ImageId image = place.admit(clean());

        for (int i = 0; i < 2 * Tries.NODE_DEATHS_BEFORE_ALONE; i++) {
            claimsWithoutBeingTold();
            clock.pass(LEASE.plusSeconds(1));
            place.faults.plan("claim", Fault.fails());
            assertThatThrownBy(worker::runOnce).isInstanceOf(PortException.class);
            clock.pass(SOON);
        }

        worker.runOnce();
        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        assertThat(place.find(image).tries()).isEqualTo(Tries.NONE);
    }

    /** The ledger said that it did not know, and did it after it was asked. */
    @Test
    void aClaimThatIsCommittedLateIsFoundBeforeItsLeaseLooksLikeADeath() throws IOException {
        worker.runOnce();
        ImageId image = place.admit(clean());
        place.ledger.claim(NODE, 1, false, clock.instant(), LEASE);

        clock.pass(LEASE.plusSeconds(1));
        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.RECEIVED);
        assertThat(place.find(image).tries()).isEqualTo(Tries.NONE);
    }

    @Test
    void anImageWhoseOutcomeTheLedgerNeverTookIsDoneAgainWithoutADeath() throws IOException {
        ImageId image = place.admit(clean());
        Fault[] always = new Fault[10];
        Arrays.fill(always, Fault.fails());
        place.faults.plan("finish", always);
        worker.runOnce();
        assertThat(place.find(image).state()).isEqualTo(State.CLAIMED);

        worker.runOnce();
        clock.pass(SOON);
        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        assertThat(place.find(image).tries()).isEqualTo(Tries.NONE);
    }

    @Test
    void straysAreLookedForAgainWhenTheLedgerCouldNotTell() throws IOException {
        ImageId image = place.admit(clean());
        claimsWithoutBeingTold();
        place.faults.plan("heldBy", Fault.fails());
        assertThatThrownBy(worker::runOnce).isInstanceOf(PortException.class);

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.RECEIVED);
        assertThat(place.find(image).tries()).isEqualTo(Tries.NONE);
    }

    @Test
    void whatALineWorksOnIsNoStray() throws IOException {
        ImageId image = place.admit(clean());
        place.sandbox.rule(
                _ -> {
                    clock.pass(LEASE);
                    worker.runOnce();
                    return Optional.empty();
                });

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        assertThat(place.find(image).epoch()).isEqualTo(1);
    }

    @Test
    void whatTheSameNodeHeldBeforeItsRestartStillCountsAsItsDeath() throws IOException {
        ImageId image = place.admit(clean());
        worker.runOnce();
        ImageId held = place.admit(clean());
        place.ledger.claim(NODE, 1, false, clock.instant(), LEASE);

        place.worker(NODE).runOnce();

        assertThat(place.find(held).tries()).isEqualTo(new Tries(0, 0, 1));
        assertThat(place.find(image).tries()).isEqualTo(Tries.NONE);
    }

    private void claimsWithoutBeingTold() {
        place.faults.plan("claim", Fault.happensUnknown());
        assertThatThrownBy(worker::runOnce).isInstanceOf(PortException.class);
    }

    private void failsAtFirst(int times) {
        var left = new AtomicInteger(times);
        place.sandbox.rule(
                _ -> {
                    if (left.getAndDecrement() > 0) {
                        throw new IllegalStateException("as the test wished");
                    }
                    return Optional.empty();
                });
    }

    private static byte[] clean() {
        return Script.of(Verb.ECHO, "hello").image();
    }
}
