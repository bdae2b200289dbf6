package io.safelight.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.ledger.Admission;
import io.safelight.ports.ledger.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A ledger to test, and what tests do with it all the time. Its clock stands still at noon. */
abstract class LedgerFixture {
    static final Instant NOON = LedgerSamples.NOON;
    static final Duration LEASE = Duration.ofMinutes(2);

    Ledger ledger = new InMemoryLedger(() -> NOON);
    private final LedgerContract ledgers;

    LedgerFixture(LedgerContract ledgers) {
        this.ledgers = ledgers;
    }

    @BeforeEach
    void openLedger() throws IOException {
        ledger = ledgers.open(() -> NOON);
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    /** Goes on with the reopened ledger, or with the same if it would forget. */
    final void restart() throws IOException {
        ledger = ledgers.reopen(() -> NOON).orElse(ledger);
    }

    final ImageRecord admit(NewImage image) {
        assertThat(ledger.admit(List.of(image)))
                .singleElement()
                .isInstanceOf(Admission.Admitted.class);
        return record(image.id());
    }

    final ImageRecord record(ImageId image) {
        return ledger.find(image).orElseThrow();
    }

    final State state(NewImage image) {
        return record(image.id()).state();
    }

    /** By a busy node at noon. */
    final List<Claimed> claim(int max) {
        return ledger.claim(LedgerSamples.NODE_1, max, false, NOON, LEASE);
    }

    /** Claims the only image that is due. */
    final Claim claimOne() {
        return claimOne(LedgerSamples.NODE_1, NOON);
    }

    final Claim claimOne(NodeId node, Instant now) {
        List<Claimed> claimed = ledger.claim(node, 2, true, now, LEASE);
        assertThat(claimed).hasSize(1);
        return claimed.getFirst().claim();
    }

    /** Admits an image and ends the work on it. */
    final ImageRecord end(NewImage image, Outcome outcome) {
        admit(image);
        assertThat(ledger.finish(claimOne(), outcome, Tries.NONE, NOON.plusSeconds(1))).isTrue();
        return record(image.id());
    }

    /** Admits an image that must run alone, due at noon. */
    final ImageRecord admitLonely(NewImage image) {
        admit(image);
        var suspicious = new Tries(0, 0, Tries.NODE_DEATHS_BEFORE_ALONE);
        assertThat(ledger.release(claimOne(), suspicious, NOON)).isTrue();
        return record(image.id());
    }

    static List<ImageId> ids(List<Claimed> claimed) {
        return claimed.stream().map(one -> one.image().id()).toList();
    }

    static List<NewImage> images(int count) {
        List<NewImage> images = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            images.add(LedgerSamples.image(LedgerSamples.ACME, i));
        }
        return images;
    }
}
