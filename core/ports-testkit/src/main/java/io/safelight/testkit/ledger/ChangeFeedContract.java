package io.safelight.testkit.ledger;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static io.safelight.testkit.ledger.LedgerSamples.NODE_1;
import static io.safelight.testkit.ledger.LedgerSamples.OTHER;
import static io.safelight.testkit.ledger.LedgerSamples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Change;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every ledger keeps of changes. */
abstract class ChangeFeedContract extends LedgerFixture {
    private static final int WRITERS = 4;
    private static final int IMAGES_OF_EACH = 50;

    ChangeFeedContract(LedgerContract ledgers) {
        super(ledgers);
    }

    @Test
    void everyChangeOfStateIsTold() {
        NewImage image = image(ACME, 1);
        admit(image);
        ledger.release(claimOne(), Tries.NONE, NOON);
        claimOne();
        ledger.reclaim(NOON.plusSeconds(1), Optional.of(NODE_1), _ -> NOON);
        ledger.finish(claimOne(), LedgerSamples.failed(), Tries.NONE, NOON.plusSeconds(2));
        ledger.redrive(Optional.of(ACME), List.of(), NOON.plusSeconds(3));

        List<Change> changes = all(0, Optional.empty(), Optional.empty());

        assertThat(changes)
                .extracting(Change::state)
                .containsExactly(
                        State.RECEIVED,
                        State.CLAIMED,
                        State.RECEIVED,
                        State.CLAIMED,
                        State.RECEIVED,
                        State.CLAIMED,
                        State.FAILED,
                        State.RECEIVED);
        assertThat(changes)
                .extracting(change -> Duration.between(NOON, change.at()).toSeconds())
                .containsExactly(0L, 0L, 0L, 0L, 1L, 0L, 2L, 3L);
        assertThat(changes)
                .allSatisfy(
                        change -> {
                            assertThat(change.image()).isEqualTo(image.id());
                            assertThat(change.tenant()).isEqualTo(ACME);
                            assertThat(change.expiresAt()).isEqualTo(image.lifetime().expiresAt());
                        });
        assertThat(changes).extracting(Change::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(ledger.last()).isEqualTo(changes.getLast().sequence());
    }

    @Test
    void whatChangesNothingTellsNothing() {
        admit(image(ACME, 1));
        var claim = claimOne();
        ledger.finish(claim, LedgerSamples.failed(), Tries.NONE, NOON);
        long last = ledger.last();

        admitAgain();
        ledger.renew(List.of(claim), NOON.plus(LEASE));
        ledger.finish(claim, LedgerSamples.failed(), Tries.NONE, NOON);
        ledger.reclaim(NOON.plus(LEASE), Optional.of(NODE_1), _ -> NOON);
        claim(5);

        assertThat(ledger.last()).isEqualTo(last);
    }

    private void admitAgain() {
        ledger.admit(List.of(image(ACME, 1)));
    }

    @Test
    void changesAreFilteredAndLimited() {
        NewImage mine = image(ACME, 1);
        admit(mine);
        admit(image(OTHER, 2));
        admit(image(ACME, 3));
        claim(5);

        List<Change> everything = all(0, Optional.empty(), Optional.empty());

        assertThat(everything).hasSize(6);
        assertThat(ledger.after(0, Optional.empty(), Optional.empty(), 2))
                .isEqualTo(everything.subList(0, 2));
        assertThat(all(everything.get(1).sequence(), Optional.empty(), Optional.empty()))
                .isEqualTo(everything.subList(2, 6));
        assertThat(all(0, Optional.of(OTHER), Optional.empty()))
                .hasSize(2)
                .allMatch(change -> change.tenant().equals(OTHER));
        assertThat(all(0, Optional.empty(), Optional.of(mine.id())))
                .hasSize(2)
                .allMatch(change -> change.image().equals(mine.id()));
        assertThat(all(0, Optional.of(OTHER), Optional.of(mine.id()))).isEmpty();
    }

    @Test
    @Timeout(60)
    void whoReadsOnNeverMissesAChange() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, WRITERS).forEach(writer -> threads.execute(() -> admitMany(writer)));
            Future<List<Long>> reader = threads.submit(() -> readOn(WRITERS * IMAGES_OF_EACH));

            List<Long> seen = reader.get(50, TimeUnit.SECONDS);

            assertThat(all(0, Optional.empty(), Optional.empty()))
                    .extracting(Change::sequence)
                    .isEqualTo(seen);
        }
    }

    private void admitMany(int writer) {
        for (int i = 0; i < IMAGES_OF_EACH; i++) {
            admit(image(ACME, writer * 1000L + i));
        }
    }

    private List<Long> readOn(int count) throws InterruptedException {
        List<Long> seen = new ArrayList<>();
        long at = 0;
        while (seen.size() < count) {
            ledger.awaitChange(at, Duration.ofSeconds(10));
            for (Change change : ledger.after(at, Optional.empty(), Optional.empty(), 7)) {
                seen.add(change.sequence());
                at = change.sequence();
            }
        }
        return seen;
    }

    @Test
    void numbersGoOnAfterARestart() throws IOException {
        admit(image(ACME, 1));
        List<Change> before = all(0, Optional.empty(), Optional.empty());

        restart();
        admit(image(ACME, 2));

        List<Change> after = all(0, Optional.empty(), Optional.empty());
        assertThat(after).hasSize(2).startsWith(before.getFirst());
        assertThat(after.getLast().sequence()).isGreaterThan(before.getLast().sequence());
    }

    @Test
    void anEmptyLedgerHasNoChanges() {
        assertThat(ledger.last()).isZero();
        assertThat(all(0, Optional.empty(), Optional.empty())).isEmpty();
    }

    private List<Change> all(long after, Optional<TenantId> tenant, Optional<ImageId> image) {
        return ledger.after(after, tenant, image, 10_000);
    }
}
