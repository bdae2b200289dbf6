package io.safelight.testkit.ledger;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static io.safelight.testkit.ledger.LedgerSamples.NODE_1;
import static io.safelight.testkit.ledger.LedgerSamples.NODE_2;
import static io.safelight.testkit.ledger.LedgerSamples.OTHER;
import static io.safelight.testkit.ledger.LedgerSamples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.ledger.WorkLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is given which work, and when. */
abstract class ClaimOrderContract extends LedgerFixture {
    private static final Duration LONG = Duration.ofSeconds(30);

    ClaimOrderContract(LedgerContract ledgers) {
        super(ledgers);
    }

    @Test
    void withinATenantTheLongestDueIsFirst() {
        Instant later = NOON.plusSeconds(2);
        NewImage second = image(ACME, 1, NOON.plusSeconds(1));
        NewImage first = image(ACME, 2, NOON);
        ledger.admit(List.of(second, first));

        assertThat(ids(ledger.claim(NODE_1, 2, false, later, LEASE)))
                .containsExactly(first.id(), second.id());
    }

    @Test
    void aTenantWithManyWaitingDoesNotHoldUpAnother() {
        ledger.admit(images(1000));
        NewImage single = image(OTHER, 5000, NOON.plusMillis(1));
        admit(single);
        Instant now = NOON.plusMillis(1);

        List<Claimed> claimed = new ArrayList<>();
        claimed.addAll(ledger.claim(NODE_1, 1, false, now, LEASE));
        claimed.addAll(ledger.claim(NODE_1, 1, false, now, LEASE));

        assertThat(ids(claimed)).contains(single.id());
    }

    @Test
    void tenantsTakeTurnsWithinAClaimAndAcrossClaims() {
        for (int i = 0; i < 30; i++) {
            admit(image(new TenantId("tenant-" + i % 3), i));
        }

        List<String> turns = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            turns.addAll(tenants(claim(4)));
        }

        for (int at = 0; at + 3 <= turns.size(); at++) {
            assertThat(turns.subList(at, at + 3)).doesNotHaveDuplicates();
        }
    }

    @Test
    void aTenantThatWaitsForItsRetriesIsPassedOver() {
        NewImage waiting = image(ACME, 1);
        admit(waiting);
        ledger.release(claimOne(), Tries.NONE, NOON.plusSeconds(30));
        NewImage due = image(OTHER, 2);
        admit(due);

        assertThat(ids(claim(5))).containsExactly(due.id());
    }

    @Test
    void whatIsExpiredIsNotClaimedAndHoldsUpNothing() {
        NewImage expired = image(ACME, 1);
        NewImage alive = image(ACME, 2, NOON.plusSeconds(1));
        ledger.admit(List.of(expired, alive));
        Instant expiry = expired.lifetime().expiresAt();

        assertThat(ids(ledger.claim(NODE_1, 5, true, expiry, LEASE))).containsExactly(alive.id());
        assertThat(ledger.claim(NODE_1, 5, true, expiry, LEASE)).isEmpty();
        assertThat(state(expired)).isEqualTo(State.RECEIVED);
    }

    @Test
    void aClockThatWasWrongForAMomentCostsNoImage() {
        NewImage image = image(ACME, 1);
        admit(image);

        assertThat(ledger.claim(NODE_1, 5, true, image.lifetime().expiresAt(), LEASE)).isEmpty();
        assertThat(ids(ledger.claim(NODE_1, 5, true, NOON, LEASE))).containsExactly(image.id());
    }

    @Test
    void claimingNothingIsNoMistake() {
        admit(image(ACME, 1));

        assertThat(claim(0)).isEmpty();
        assertThat(claim(-1)).isEmpty();
        assertThat(claim(1)).hasSize(1);
    }

    @Test
    void deathsOfNodesMakeAnImageRunAloneAndThenCountAgainstIt() {
        NewImage image = image(ACME, 1);
        admit(image);
        for (int death = 0; death < Tries.NODE_DEATHS_BEFORE_ALONE; death++) {
            assertThat(claimOne().alone()).isFalse();
            ledger.reclaim(NOON, Optional.of(NODE_1), _ -> NOON);
        }

        Claim alone = claimOne();
        List<Claimed> reclaimed = ledger.reclaim(NOON, Optional.of(NODE_1), _ -> NOON);

        assertThat(alone.alone()).isTrue();
        assertThat(reclaimed.getFirst().claim().alone()).isTrue();
        assertThat(record(image.id()).tries())
                .isEqualTo(new Tries(0, 1, Tries.NODE_DEATHS_BEFORE_ALONE));
    }

    @Test
    void anImageThatMustRunAloneIsGivenFirstAndAloneToAnIdleNode() {
        ImageRecord lonely = admitLonely(image(ACME, 1));
        ledger.admit(List.of(image(ACME, 2), image(OTHER, 3)));

        List<Claimed> claimed = ledger.claim(NODE_1, 8, true, NOON, LEASE);

        assertThat(ids(claimed)).containsExactly(lonely.id());
        assertThat(claimed.getFirst().claim().alone()).isTrue();
        assertThat(ledger.claim(NODE_2, 8, true, NOON, LEASE)).hasSize(2);
    }

    @Test
    void aBusyNodeClaimsPastAnImageThatMustRunAlone() {
        ImageRecord lonely = admitLonely(image(ACME, 1));
        ledger.admit(List.of(image(ACME, 2), image(OTHER, 3)));

        assertThat(ids(claim(8))).hasSize(2).doesNotContain(lonely.id());
    }

    @Test
    void anImageThatMustRunAloneWaitsForItsRetryToo() {
        admit(image(ACME, 1));
        var suspicious = new Tries(0, 0, Tries.NODE_DEATHS_BEFORE_ALONE);
        ledger.release(claimOne(), suspicious, NOON.plusSeconds(5));

        assertThat(ledger.claim(NODE_1, 8, true, NOON, LEASE)).isEmpty();
        assertThat(ledger.claim(NODE_1, 8, true, NOON.plusSeconds(5), LEASE)).hasSize(1);
    }

    @Test
    void anImageThatMustRunAloneDoesNotStarveUnderLoad() {
        ImageRecord lonely = admitLonely(image(ACME, 1));
        ledger.admit(List.of(image(ACME, 2), image(ACME, 3), image(ACME, 4)));
        Instant late = NOON.plus(WorkLedger.ALONE_PATIENCE);
        Instant beforeLate = late.minusNanos(1);

        assertThat(ledger.claim(NODE_1, 1, false, beforeLate, LEASE)).hasSize(1);
        assertThat(ledger.claim(NODE_1, 1, false, late, LEASE)).isEmpty();
        assertThat(ledger.claim(NODE_1, 1, false, late, LEASE)).isEmpty();
        assertThat(ledger.claim(NODE_2, 1, false, late, LEASE)).hasSize(1);
        assertThat(ids(ledger.claim(NODE_1, 1, true, late, LEASE))).containsExactly(lonely.id());
        assertThat(ledger.claim(NODE_1, 1, false, late, LEASE)).hasSize(1);
    }

    @Test
    void whenTheNodeThatWasGettingIdleIsGoneAnotherOneDoes() {
        admitLonely(image(ACME, 1));
        ledger.admit(List.of(image(ACME, 2)));
        Instant late = NOON.plus(WorkLedger.ALONE_PATIENCE);

        assertThat(ledger.claim(NODE_1, 1, false, late, LEASE)).isEmpty();
        assertThat(ledger.claim(NODE_2, 1, false, late.plus(LEASE), LEASE)).isEmpty();
        assertThat(ledger.claim(NODE_2, 1, true, late.plus(LEASE), LEASE)).hasSize(1);
    }

    @Test
    @Timeout(20)
    void workThatArrivesBetweenAClaimAndTheWaitingIsNotSleptThrough() throws Exception {
        assertThat(claim(5)).isEmpty();
        admit(image(ACME, 1));

        ledger.awaitWork(LONG);

        assertThat(claim(5)).hasSize(1);
    }

    @Test
    @Timeout(20)
    void whoeverWaitsForWorkIsWokenByWhatMakesItDue() throws Exception {
        assertWoken(() -> admit(image(ACME, 1)));
        Claim released = claimOne();
        assertWoken(() -> ledger.release(released, Tries.NONE, NOON));
        claimOne();
        assertWoken(() -> ledger.reclaim(NOON, Optional.of(NODE_1), _ -> NOON));
        Claim failed = claimOne();
        ledger.finish(failed, LedgerSamples.failed(), Tries.NONE, NOON);
        assertWoken(() -> ledger.redrive(Optional.of(ACME), List.of(), NOON));
    }

    @Test
    @Timeout(20)
    void waitingEndsWhenItsTimeIsOver() throws Exception {
        assertThat(claim(5)).isEmpty();

        ledger.awaitWork(Duration.ofMillis(10));
        ledger.awaitChange(0, Duration.ofMillis(10));
    }

    private void assertWoken(Runnable makesWorkDue) throws Exception {
        assertThat(claim(5)).isEmpty();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var about = new CountDownLatch(1);
            Future<?> waiting =
                    threads.submit(
                            () -> {
                                about.countDown();
                                ledger.awaitWork(LONG);
                                return true;
                            });
            about.await();

            makesWorkDue.run();

            waiting.get(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> tenants(List<Claimed> claimed) {
        return claimed.stream().map(one -> one.image().origin().tenant().value()).toList();
    }
}
