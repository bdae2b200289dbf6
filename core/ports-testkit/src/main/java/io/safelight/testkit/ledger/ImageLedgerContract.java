package io.safelight.testkit.ledger;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static io.safelight.testkit.ledger.LedgerSamples.OTHER;
import static io.safelight.testkit.ledger.LedgerSamples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.Original;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.ledger.Admission;
import io.safelight.ports.ledger.ImageFilter;
import io.safelight.ports.ledger.ImagePage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every ledger keeps of images as the doors see them. */
abstract class ImageLedgerContract extends LedgerFixture {
    private static final ImageFilter ALL = filter(Optional.empty(), Optional.empty());

    ImageLedgerContract(LedgerContract ledgers) {
        super(ledgers);
    }

    @Test
    void theReferencesOfImagesAreTheirOriginalsAndOutputs() {
        ImageRecord completed = end(image(ACME, 1), LedgerSamples.completed(1));
        ImageRecord quarantined = end(image(ACME, 2), LedgerSamples.quarantined(2));
        ImageRecord waiting = admit(image(ACME, 3));
        admit(image(ACME, 4));
        ImageId unknown = LedgerSamples.id(5, NOON);

        var all = List.of(unknown, waiting.id(), completed.id(), quarantined.id(), waiting.id());

        assertThat(ledger.references(all))
                .containsExactlyInAnyOrder(
                        completed.original().object(),
                        completed.findings().outputs().getFirst().object(),
                        completed.findings().outputs().getLast().object(),
                        new ObjectRef("quarantined-2"),
                        waiting.original().object());
        assertThat(ledger.references(List.of(unknown))).isEmpty();
        assertThat(ledger.references(List.of())).isEmpty();
    }

    @Test
    void anAdmittedImageIsFoundAsItWasGiven() {
        NewImage image = image(ACME, 1);

        List<Admission> answers = ledger.admit(List.of(image));

        ImageRecord found = record(image.id());
        assertThat(answers).containsExactly(new Admission.Admitted(found));
        assertThat(found.origin()).isEqualTo(image.origin());
        assertThat(found.description()).isEqualTo(image.description());
        assertThat(found.content()).isEqualTo(image.content());
        assertThat(found.lifetime()).isEqualTo(image.lifetime());
        assertThat(found.original()).isEqualTo(new Original(Zone.RAW, image.raw()));
        assertThat(found.receiptNonce()).isEqualTo(image.receiptNonce());
        assertThat(found.state()).isEqualTo(State.RECEIVED);
        assertThat(found.tries()).isEqualTo(Tries.NONE);
        assertThat(found.epoch()).isZero();
        assertThat(ledger.find(image(ACME, 2).id())).isEmpty();
    }

    @Test
    void theSameIdIsTheSameImage() {
        ImageRecord first = admit(image(ACME, 1));

        assertThat(ledger.admit(List.of(image(ACME, 1))))
                .containsExactly(new Admission.Known(first));

        assertThat(ledger.last()).isEqualTo(1);
    }

    @Test
    void theSameKeyAndBytesAreTheSameImage() {
        ImageRecord first = admit(image(ACME, 1, "key", 7));

        assertThat(ledger.admit(List.of(image(ACME, 2, "key", 7))))
                .containsExactly(new Admission.Known(first));

        assertThat(ledger.find(image(ACME, 2).id())).isEmpty();
    }

    @Test
    void theSameKeyWithOtherBytesIsAConflict() {
        admit(image(ACME, 1, "key", 7));

        assertThat(ledger.admit(List.of(image(ACME, 2, "key", 8))))
                .containsExactly(new Admission.Conflict());

        assertThat(ledger.find(image(ACME, 2).id())).isEmpty();
    }

    @Test
    void keysOfOneTenantAreNothingToAnother() {
        admit(image(ACME, 1, "key", 7));

        admit(image(OTHER, 2, "key", 8));
    }

    @Test
    void aRefusedRowFailsAloneAndRowsOfOneBatchSeeEachOther() {
        List<Admission> answers =
                ledger.admit(
                        List.of(
                                image(ACME, 1, "key", 7),
                                image(ACME, 2, "key", 8),
                                image(ACME, 3, "key", 7),
                                image(ACME, 1),
                                image(ACME, 4)));

        ImageRecord first = record(image(ACME, 1).id());
        assertThat(answers)
                .containsExactly(
                        new Admission.Admitted(first),
                        new Admission.Conflict(),
                        new Admission.Known(first),
                        new Admission.Known(first),
                        new Admission.Admitted(record(image(ACME, 4).id())));
    }

    @Test
    void aKnownImageIsReturnedAsItIsNow() {
        ImageRecord ended = end(image(ACME, 1, "key", 7), LedgerSamples.completed(1));

        assertThat(ledger.admit(List.of(image(ACME, 2, "key", 7))))
                .containsExactly(new Admission.Known(ended));
    }

    @Test
    void ofManyWithOneKeyAtOnceOneIsAdmitted() {
        Queue<Admission> answers = new ConcurrentLinkedQueue<>();

        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> answers.addAll(ledger.admit(List.of(image(ACME, i, "key", i % 2)))));

        assertThat(answers).hasSize(64);
        assertThat(answers).filteredOn(Admission.Admitted.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Admission.Known.class::isInstance).hasSize(31);
        assertThat(answers).filteredOn(Admission.Conflict.class::isInstance).hasSize(32);
    }

    @Test
    void pagesListTheNewestFirstAndEveryImageOnce() {
        for (int i = 0; i < 10; i++) {
            admit(image(i % 3 == 0 ? OTHER : ACME, i, NOON.plusMillis(i / 2)));
        }

        ImagePage first = ledger.page(ALL, Optional.empty(), 4);
        ImagePage second = ledger.page(ALL, last(first), 4);
        ImagePage third = ledger.page(ALL, last(second), 4);

        assertThat(numbers(first)).containsExactly(9, 8, 7, 6);
        assertThat(numbers(second)).containsExactly(5, 4, 3, 2);
        assertThat(numbers(third)).containsExactly(1, 0);
        assertThat(List.of(first.more(), second.more(), third.more()))
                .containsExactly(true, true, false);
        assertThat(ledger.page(ALL, last(first), 6).more()).isFalse();
    }

    @Test
    void pagesAreFilteredByTenantAndState() {
        end(image(ACME, 1), LedgerSamples.failed());
        end(image(OTHER, 2), LedgerSamples.failed());
        end(image(ACME, 3), LedgerSamples.completed(3));
        end(image(ACME, 4), LedgerSamples.quarantined(4));
        admit(image(ACME, 5));

        assertThat(numbers(page(Optional.of(ACME), Optional.empty()))).containsExactly(5, 4, 3, 1);
        assertThat(numbers(page(Optional.empty(), Optional.of(State.FAILED))))
                .containsExactly(2, 1);
        assertThat(numbers(page(Optional.of(ACME), Optional.of(State.FAILED)))).containsExactly(1);
        assertThat(numbers(page(Optional.of(ACME), Optional.of(State.COMPLETED))))
                .containsExactly(3);
        assertThat(numbers(page(Optional.of(ACME), Optional.of(State.QUARANTINED))))
                .containsExactly(4);
        assertThat(numbers(page(Optional.of(ACME), Optional.of(State.RECEIVED))))
                .containsExactly(5);
    }

    @Test
    void pagesAreFilteredByTime() {
        for (int i = 0; i < 6; i++) {
            admit(image(ACME, i, NOON.plusMillis(i)));
        }

        assertThat(between(NOON.plusMillis(2), NOON.plusMillis(4))).containsExactly(3, 2);
        assertThat(between(NOON.plusMillis(2).plusNanos(1), NOON.plusMillis(4).plusNanos(1)))
                .containsExactly(4, 3);
        assertThat(between(NOON.minusSeconds(9), NOON)).isEmpty();
        assertThat(between(Instant.MIN, Instant.MAX)).hasSize(6);
    }

    @Test
    void whatIsExpiredIsNotListed() {
        admit(image(ACME, 1));
        Instant expiry = image(ACME, 1).lifetime().expiresAt();

        assertThat(numbers(ledger.page(aliveAt(expiry.minusNanos(1)), Optional.empty(), 9)))
                .containsExactly(1);
        assertThat(numbers(ledger.page(aliveAt(expiry), Optional.empty(), 9))).isEmpty();
    }

    @Test
    void imagesSurviveARestart() throws IOException {
        ImageRecord completed = end(image(ACME, 1, "key", 7), LedgerSamples.completed(1));
        ImageRecord late = end(image(ACME, 2), LedgerSamples.failedLate(2));
        ImageRecord quarantined = end(image(ACME, 4), LedgerSamples.quarantined(4));
        ImageRecord waiting = admit(image(ACME, 3));

        restart();

        assertThat(record(completed.id())).isEqualTo(completed);
        assertThat(record(late.id())).isEqualTo(late);
        assertThat(record(quarantined.id())).isEqualTo(quarantined);
        assertThat(record(waiting.id())).isEqualTo(waiting);
        assertThat(ledger.admit(List.of(image(ACME, 9, "key", 8))))
                .containsExactly(new Admission.Conflict());
    }

    private ImagePage page(Optional<TenantId> tenant, Optional<State> state) {
        return ledger.page(filter(tenant, state), Optional.empty(), 9);
    }

    private List<Integer> between(Instant from, Instant to) {
        var filter =
                new ImageFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(from),
                        Optional.of(to),
                        NOON);
        return numbers(ledger.page(filter, Optional.empty(), 9));
    }

    private static ImageFilter filter(Optional<TenantId> tenant, Optional<State> state) {
        return new ImageFilter(tenant, state, Optional.empty(), Optional.empty(), NOON);
    }

    private static ImageFilter aliveAt(Instant now) {
        return new ImageFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), now);
    }

    private static Optional<ImageId> last(ImagePage page) {
        return Optional.of(page.images().getLast().id());
    }

    private static List<Integer> numbers(ImagePage page) {
        return page.images().stream()
                .map(image -> Integer.parseInt(image.receiptNonce().substring("nonce-".length())))
                .toList();
    }
}
