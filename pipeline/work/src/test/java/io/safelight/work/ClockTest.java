package io.safelight.work;

import static io.safelight.work.Workplace.LEASE;
import static io.safelight.work.Workplace.NODE;
import static io.safelight.work.Workplace.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.testkit.sandbox.Script;
import io.safelight.testkit.sandbox.Script.Verb;
import io.safelight.testkit.time.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A clock that is set back or forward while images are worked on. */
@Timeout(60)
class ClockTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SetClock clock = new SetClock(LedgerSamples.NOON);
    private final Workplace place = new Workplace(clock);

    @Test
    void aClaimOfAfterTheClockWasSetBackIsStillRenewed() throws Exception {
        Worker worker = place.worker(NODE);
        worker.runOnce();
        clock.pass(HOUR.negated());
        ImageId image = place.admit(clean());
        var hold = new CountDownLatch(1);
        place.sandbox.rule(_ -> awaitQuietly(hold));
        var thread = new Thread(worker::run, "worker");

        thread.start();
        Awaitility.await().until(() -> place.sandbox.shown().contains(image));
        for (int i = 0; i < 6; i++) {
            long before = renewals();
            clock.pass(LEASE.dividedBy(2));
            Awaitility.await().until(() -> renewals() > before);
        }

        assertThat(place.ledger.reclaim(clock.instant(), Optional.empty(), _ -> clock.instant()))
                .isEmpty();
        hold.countDown();
        worker.stop();
        thread.join();
        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        assertThat(place.find(image).tries()).isEqualTo(Tries.NONE);
    }

    @Test
    void anImageThatANodeDiedWithTwiceWaitsMuchLonger() throws IOException {
        ImageId image = place.admit(clean());
        for (int deaths = 1; deaths <= 2; deaths++) {
            Instant now = clock.instant();
            place.ledger.claim(NODE, 1, true, now, LEASE);

            place.worker(NODE).runOnce();

            assertThat(place.find(image).tries()).isEqualTo(new Tries(0, 0, deaths));
            Duration wait = Duration.between(now, place.find(image).retryAt());
            assertThat(wait).isEqualTo(Duration.ofMillis(deaths == 1 ? 5 : 50));
            clock.pass(wait);
        }
    }

    @Test
    void aClaimThatIsHeldWhileTheClockJumpsForwardIsNotTakenBackByItsOwnNode() throws IOException {
        ImageId image = place.admit(clean());
        Worker worker = place.worker(NODE);
        place.sandbox.rule(
                _ -> {
                    clock.pass(HOUR);
                    worker.runOnce();
                    return Optional.empty();
                });

        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        assertThat(place.find(image).tries()).isEqualTo(Tries.NONE);
    }

    @Test
    void imagesOfBeforeTheClockWasSetBackWaitUntilItCatchesUpAndAreNotLost() throws IOException {
        ImageId before = place.admit(clean());
        clock.pass(HOUR.negated());
        ImageId after = place.admit(clean());
        Worker worker = place.worker(NODE);

        worker.runOnce();

        assertThat(place.find(after).state()).isEqualTo(State.COMPLETED);
        assertThat(place.find(before).state()).isEqualTo(State.RECEIVED);
        clock.pass(HOUR);
        worker.runOnce();
        assertThat(place.find(before).state()).isEqualTo(State.COMPLETED);
    }

    /** The claim of a node that died before the clock was set back ends when it would have. */
    @Test
    void theClaimsOfTheDeadComeBackAtTheLatestWhenTheClockHasCaughtUp() throws IOException {
        ImageId image = place.admit(clean());
        place.ledger.claim(OTHER, 1, true, clock.instant(), LEASE);
        Worker worker = place.worker(NODE);
        clock.pass(HOUR.negated());
        worker.runOnce();
        assertThat(place.find(image).state()).isEqualTo(State.CLAIMED);

        clock.pass(HOUR.plus(LEASE));
        worker.runOnce();
        clock.pass(LEASE);
        worker.runOnce();

        assertThat(place.find(image).state()).isEqualTo(State.COMPLETED);
        assertThat(place.find(image).tries()).isEqualTo(new Tries(0, 0, 1));
    }

    private long renewals() {
        return place.faults.calls().stream().filter(c -> c.method().equals("renew")).count();
    }

    private static Optional<SandboxAnswer> awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static byte[] clean() {
        return Script.of(Verb.ECHO, "hello").image();
    }
}
