package io.safelight.testkit.ledger;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static io.safelight.testkit.ledger.LedgerSamples.NODE_1;
import static io.safelight.testkit.ledger.LedgerSamples.NODE_2;
import static io.safelight.testkit.ledger.LedgerSamples.OTHER;
import static io.safelight.testkit.ledger.LedgerSamples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.Findings;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Original;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.ledger.WorkSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every ledger keeps of the life of a claim; who is given which, is another contract. */
abstract class WorkLedgerContract extends LedgerFixture {
    WorkLedgerContract(LedgerContract ledgers) {
        super(ledgers);
    }

    @Test
    void aClaimIsWrittenDownBeforeTheWorkStarts() throws IOException {
        NewImage image = image(ACME, 1);
        admit(image);

        List<Claimed> claimed = claim(5);

        var claim = new Claim(image.id(), NODE_1, 1, NOON.plus(LEASE), false);
        assertThat(claimed).containsExactly(new Claimed(record(image.id()), claim));
        restart();
        assertThat(record(image.id()).state()).isEqualTo(State.CLAIMED);
        assertThat(record(image.id()).epoch()).isEqualTo(1);
        assertThat(claim(5)).isEmpty();
    }

    @Test
    void manyClaimersNeverGetTheSameImage() {
        ledger.admit(images(200));
        Queue<ImageId> seen = new ConcurrentLinkedQueue<>();

        IntStream.range(0, 80)
                .parallel()
                .forEach(
                        i -> {
                            var node = new NodeId("node-" + i);
                            seen.addAll(ids(ledger.claim(node, 3, false, NOON, LEASE)));
                        });

        assertThat(seen).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void everyOutcomeIsPublished() {
        Map<NewImage, Outcome> outcomes =
                Map.of(
                        image(ACME, 1), LedgerSamples.completed(1),
                        image(ACME, 2), LedgerSamples.quarantined(2),
                        image(ACME, 3), LedgerSamples.failed(),
                        image(ACME, 4), LedgerSamples.failedLate(4),
                        image(ACME, 5), LedgerSamples.killer());

        outcomes.forEach(
                (image, outcome) -> {
                    ImageRecord ended = end(image, outcome);

                    assertThat(ended.state()).isEqualTo(outcome.state());
                    assertThat(ended.findings()).isEqualTo(outcome.findings());
                    assertThat(ended.completedAt()).contains(NOON.plusSeconds(1));
                });
        assertThat(claim(5)).isEmpty();
    }

    @Test
    void anImageThatKilledItsSandboxesKeepsItsScanAndEveryOfItsTries() throws IOException {
        admit(image(ACME, 1));
        ledger.release(claimOne(), new Tries(1, 2, 0, 3), NOON);
        Claim claim = claimOne();
        var tries = new Tries(1, 3, 0, 3);

        assertThat(ledger.finish(claim, LedgerSamples.killer(), tries, NOON)).isTrue();

        restart();
        ImageRecord failed = record(claim.image());
        assertThat(failed.tries()).isEqualTo(tries);
        assertThat(failed.findings().scan()).map(scan -> scan.isClean()).contains(true);
        assertThat(failed.isReadable(NOON)).isTrue();
    }

    @Test
    void onlyQuarantineMovesTheOriginal() {
        ImageRecord completed = end(image(ACME, 1), LedgerSamples.completed(1));
        ImageRecord failed = end(image(ACME, 2), LedgerSamples.failed());
        ImageRecord quarantined = end(image(ACME, 3), LedgerSamples.quarantined(3));

        assertThat(completed.original()).isEqualTo(new Original(Zone.RAW, image(ACME, 1).raw()));
        assertThat(failed.original()).isEqualTo(new Original(Zone.RAW, image(ACME, 2).raw()));
        assertThat(quarantined.original())
                .isEqualTo(new Original(Zone.QUARANTINE, new ObjectRef("quarantined-3")));
    }

    @Test
    void everyChangeOfStateIsANewRevision() {
        NewImage image = image(ACME, 1);
        long received = admit(image).revision();
        Claim first = claimOne();
        long claimed = record(image.id()).revision();
        ledger.release(first, Tries.NONE, NOON);
        long released = record(image.id()).revision();
        ledger.finish(claimOne(), LedgerSamples.failed(), Tries.NONE, NOON);
        long failed = record(image.id()).revision();
        ledger.redrive(Optional.empty(), List.of(), NOON);
        long redriven = record(image.id()).revision();

        assertThat(List.of(received, claimed, released, failed, redriven))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aClaimEndsOnce() {
        admit(image(ACME, 1));
        Claim claim = claimOne();

        assertThat(ledger.finish(claim, LedgerSamples.completed(1), Tries.NONE, NOON)).isTrue();
        ImageRecord ended = record(claim.image());

        assertThat(ledger.finish(claim, LedgerSamples.failed(), Tries.NONE, NOON)).isFalse();
        assertThat(ledger.release(claim, Tries.NONE, NOON)).isFalse();
        assertThat(ledger.renew(List.of(claim), NOON.plus(LEASE))).containsExactly(claim);
        assertThat(record(claim.image())).isEqualTo(ended);
    }

    @Test
    void ofAnOvertakenClaimNothingIsTaken() {
        NewImage image = image(ACME, 1);
        admit(image);
        Claim old = claimOne();
        Instant later = NOON.plus(LEASE);
        ledger.reclaim(later, Optional.empty(), _ -> later);
        Claim current = claimOne(NODE_2, later);

        assertThat(current.epoch()).isGreaterThan(old.epoch());
        assertThat(ledger.renew(List.of(old, current), later.plus(LEASE))).containsExactly(old);
        assertThat(ledger.finish(old, LedgerSamples.quarantined(1), Tries.NONE, later)).isFalse();
        assertThat(ledger.release(old, Tries.NONE, later)).isFalse();
        assertThat(state(image)).isEqualTo(State.CLAIMED);
        assertThat(ledger.finish(current, LedgerSamples.completed(1), Tries.NONE, later)).isTrue();
    }

    @Test
    void theHolderMayClaimAgainAndOnlyItsLatestCounts() {
        NewImage image = image(ACME, 1);
        admit(image);
        Claim old = claimOne();
        ledger.reclaim(NOON, Optional.of(NODE_1), _ -> NOON);
        Claim current = claimOne();

        assertThat(ledger.finish(old, LedgerSamples.completed(1), Tries.NONE, NOON)).isFalse();
        assertThat(ledger.finish(current, LedgerSamples.completed(1), Tries.NONE, NOON)).isTrue();
    }

    @Test
    void anotherNodeCannotUseAClaim() {
        admit(image(ACME, 1));
        Claim claim = claimOne();
        var stolen = new Claim(claim.image(), NODE_2, claim.epoch(), claim.leaseUntil(), false);

        assertThat(ledger.finish(stolen, LedgerSamples.completed(1), Tries.NONE, NOON)).isFalse();
        assertThat(ledger.release(stolen, Tries.NONE, NOON)).isFalse();
        assertThat(ledger.renew(List.of(stolen), NOON)).containsExactly(stolen);
    }

    @Test
    void aReleasedImageWaitsWithItsTriesUntilItIsDue() {
        NewImage image = image(ACME, 1);
        admit(image);
        var tries = new Tries(1, 2, 0);
        Instant retryAt = NOON.plusSeconds(30);

        assertThat(ledger.release(claimOne(), tries, retryAt)).isTrue();

        assertThat(state(image)).isEqualTo(State.RECEIVED);
        assertThat(record(image.id()).tries()).isEqualTo(tries);
        assertThat(record(image.id()).retryAt()).isEqualTo(retryAt);
        assertThat(ledger.claim(NODE_1, 5, true, retryAt.minusNanos(1), LEASE)).isEmpty();
        assertThat(ledger.claim(NODE_1, 5, true, retryAt, LEASE)).hasSize(1);
    }

    @Test
    void onlyClaimsWhoseLeaseEndedAreTakenBack() {
        NewImage image = image(ACME, 1);
        admit(image);
        Claim claim = claimOne();
        ledger.renew(List.of(claim), NOON.plus(LEASE).plusSeconds(1));
        Instant retryAt = NOON.plus(LEASE).plusSeconds(9);

        assertThat(ledger.reclaim(NOON.plus(LEASE), Optional.empty(), _ -> retryAt)).isEmpty();
        List<Claimed> reclaimed =
                ledger.reclaim(NOON.plus(LEASE).plusSeconds(1), Optional.empty(), _ -> retryAt);

        assertThat(reclaimed).hasSize(1);
        assertThat(reclaimed.getFirst().image()).isEqualTo(record(image.id()));
        assertThat(reclaimed.getFirst().claim().epoch()).isEqualTo(claim.epoch());
        assertThat(reclaimed.getFirst().claim().node()).isEqualTo(NODE_1);
        assertThat(state(image)).isEqualTo(State.RECEIVED);
        assertThat(record(image.id()).tries()).isEqualTo(new Tries(0, 0, 1));
        assertThat(record(image.id()).retryAt()).isEqualTo(retryAt);
    }

    @Test
    void whenAnImageIsDueAgainIsToldByItsTriesWithThisDeath() throws IOException {
        NewImage image = image(ACME, 1);
        admit(image);
        claimOne();
        ledger.reclaim(NOON, Optional.of(NODE_1), _ -> NOON);
        claimOne();

        ledger.reclaim(
                NOON, Optional.of(NODE_1), tries -> NOON.plusSeconds(10L * tries.nodeDeaths()));

        assertThat(record(image.id()).tries()).isEqualTo(new Tries(0, 0, 2));
        assertThat(record(image.id()).retryAt()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void aNodeThatStartsTakesBackAllItHeldAndNothingOfOthers() throws IOException {
        ledger.admit(List.of(image(ACME, 1), image(OTHER, 2)));
        List<Claimed> mine = ledger.claim(NODE_1, 1, false, NOON, LEASE);
        ledger.claim(NODE_2, 1, false, NOON, LEASE);

        restart();

        assertThat(ids(ledger.reclaim(NOON, Optional.of(NODE_1), _ -> NOON))).isEqualTo(ids(mine));
        assertThat(ledger.reclaim(NOON, Optional.of(NODE_1), _ -> NOON)).isEmpty();
    }

    @Test
    void aNodeIsToldWhatItHoldsAndMayGiveItBackWithoutADeath() throws IOException {
        ledger.admit(images(3));
        List<Claimed> mine = claim(2);
        ledger.claim(NODE_2, 1, false, NOON, LEASE);
        Claim ended = mine.getFirst().claim();
        Claim lost = mine.getLast().claim();
        ledger.finish(ended, LedgerSamples.completed(1), Tries.NONE, NOON);

        restart();

        assertThat(ledger.heldBy(NODE_1)).containsExactly(mine.getLast());
        assertThat(ledger.release(lost, Tries.NONE, NOON)).isTrue();
        assertThat(ledger.heldBy(NODE_1)).isEmpty();
        assertThat(ledger.reclaim(NOON.plus(LEASE), Optional.of(NODE_1), _ -> NOON)).hasSize(1);
        assertThat(record(lost.image()).tries()).isEqualTo(Tries.NONE);
    }

    @Test
    void whatANodeHoldsIsToldAsItStandsNow() {
        ImageRecord lonely = admitLonely(image(ACME, 1));
        Claim claim = claimOne();
        Instant renewed = NOON.plus(LEASE).plusSeconds(1);
        ledger.renew(List.of(claim), renewed);

        Claim held = ledger.heldBy(NODE_1).getFirst().claim();

        assertThat(held).isEqualTo(new Claim(lonely.id(), NODE_1, claim.epoch(), renewed, true));
        assertThat(ledger.heldBy(NODE_2)).isEmpty();
    }

    @Test
    void failedImagesAreRedrivenAsIfNothingHadBeenTried() {
        NewImage image = image(ACME, 1);
        admit(image);
        ledger.release(claimOne(), new Tries(2, 2, 0), NOON);
        ledger.finish(claimOne(), LedgerSamples.failedLate(1), Tries.NONE, NOON);
        Instant now = NOON.plusSeconds(60);

        assertThat(ledger.redrive(Optional.of(ACME), List.of(), now)).isEqualTo(1);

        ImageRecord redriven = record(image.id());
        assertThat(redriven.state()).isEqualTo(State.RECEIVED);
        assertThat(redriven.tries()).isEqualTo(Tries.NONE);
        assertThat(redriven.findings()).isEqualTo(Findings.NONE);
        assertThat(redriven.completedAt()).isEmpty();
        assertThat(redriven.retryAt()).isEqualTo(now);
        assertThat(claimOne(NODE_1, now).epoch()).isEqualTo(3);
    }

    @Test
    void aRedriveMovesOnlyWhatWasNamed() {
        NewImage mine = image(ACME, 1);
        NewImage mineToo = image(ACME, 2);
        NewImage others = image(OTHER, 3);
        List.of(mine, mineToo, others).forEach(image -> end(image, LedgerSamples.failed()));
        ImageRecord completed = end(image(ACME, 4), LedgerSamples.completed(4));
        List<ImageId> named = List.of(mine.id(), others.id(), completed.id(), mine.id());
        Instant expiry = mine.lifetime().expiresAt();

        assertThat(ledger.redrive(Optional.of(ACME), named, expiry)).isZero();
        assertThat(ledger.redrive(Optional.of(ACME), named, NOON)).isEqualTo(1);
        assertThat(state(mine)).isEqualTo(State.RECEIVED);
        assertThat(state(others)).isEqualTo(State.FAILED);
        assertThat(ledger.redrive(Optional.of(ACME), List.of(), NOON)).isEqualTo(1);
        assertThat(state(mineToo)).isEqualTo(State.RECEIVED);
        assertThat(ledger.redrive(Optional.empty(), List.of(), NOON)).isEqualTo(1);
        assertThat(state(others)).isEqualTo(State.RECEIVED);
        assertThat(record(completed.id())).isEqualTo(completed);
    }

    @Test
    void theSummaryCountsWhatThereIs() throws IOException {
        assertThat(ledger.summary(NOON)).isEqualTo(new WorkSummary(Map.of(), Optional.empty(), 0));
        end(image(ACME, 1), LedgerSamples.completed(1));
        end(image(ACME, 2), LedgerSamples.completed(2));
        end(image(ACME, 3), LedgerSamples.failed());
        admit(image(ACME, 4, NOON.plusMillis(2)));
        ledger.claim(NODE_1, 1, false, NOON.plusMillis(2), LEASE);
        admit(image(OTHER, 5, NOON.plusMillis(5)));

        restart();

        assertThat(ledger.summary(NOON))
                .isEqualTo(
                        new WorkSummary(
                                Map.of(
                                        State.COMPLETED, 2L,
                                        State.FAILED, 1L,
                                        State.CLAIMED, 1L,
                                        State.RECEIVED, 1L),
                                Optional.of(NOON.plusMillis(2)),
                                3));
    }
}
