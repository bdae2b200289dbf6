package io.safelight.testkit.ledger;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static io.safelight.testkit.ledger.LedgerSamples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.Tries;
import io.safelight.ports.lake.LakeBatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every ledger keeps of what the lake lacks. */
abstract class CatalogLedgerContract extends LedgerFixture {
    CatalogLedgerContract(LedgerContract ledgers) {
        super(ledgers);
    }

    @Test
    void onlyFinalImagesAreForTheLake() {
        admit(image(ACME, 1));
        claimOne();
        admit(image(ACME, 2));

        assertThat(ledger.openBatch(10)).isEmpty();
    }

    @Test
    void everyFinalImageComesOnceAndBatchesAreNumberedOn() throws IOException {
        ImageRecord first = end(image(ACME, 1), LedgerSamples.completed(1));
        ImageRecord second = end(image(ACME, 2), LedgerSamples.quarantined(2));
        ImageRecord third = end(image(ACME, 3), LedgerSamples.failed());

        assertThat(ledger.openBatch(2)).contains(new LakeBatch(1, List.of(first, second)));
        ledger.closeBatch(1);
        restart();
        assertThat(ledger.openBatch(2)).contains(new LakeBatch(2, List.of(third)));
        ledger.closeBatch(2);
        restart();

        assertThat(ledger.openBatch(2)).isEmpty();
        assertThat(ledger.summary(NOON).uncatalogued()).isZero();
    }

    @Test
    void anOpenBatchStaysTheSameUntilItIsClosed() throws IOException {
        ImageRecord first = end(image(ACME, 1), LedgerSamples.completed(1));
        ledger.openBatch(1);
        ImageRecord second = end(image(ACME, 2), LedgerSamples.completed(2));

        restart();

        assertThat(ledger.openBatch(10)).contains(new LakeBatch(1, List.of(first)));
        assertThat(ledger.summary(NOON).uncatalogued()).isEqualTo(2);
        ledger.closeBatch(1);
        assertThat(ledger.openBatch(10)).contains(new LakeBatch(2, List.of(second)));
    }

    @Test
    void onlyTheOpenBatchCanBeClosed() {
        ImageRecord image = end(image(ACME, 1), LedgerSamples.completed(1));
        ledger.closeBatch(1);
        ledger.openBatch(10);

        ledger.closeBatch(0);
        ledger.closeBatch(2);

        assertThat(ledger.openBatch(10)).contains(new LakeBatch(1, List.of(image)));
        ledger.closeBatch(1);
        ledger.closeBatch(1);
        assertThat(ledger.openBatch(10)).isEmpty();
    }

    @Test
    void anImageThatIsNoLongerFinalLeavesTheOpenBatchAndComesAgain() throws IOException {
        NewImage image = image(ACME, 1);
        end(image, LedgerSamples.failed());
        ledger.openBatch(10);
        redrive();

        assertThat(ledger.openBatch(10)).contains(new LakeBatch(1, List.of()));
        assertThat(ledger.summary(NOON).uncatalogued()).isZero();
        restart();
        ledger.closeBatch(1);
        assertThat(ledger.openBatch(10)).isEmpty();

        ledger.finish(claimOne(), LedgerSamples.completed(1), Tries.NONE, NOON);
        assertThat(ledger.openBatch(10)).contains(new LakeBatch(2, List.of(record(image.id()))));
    }

    @Test
    void anImageThatChangedWhileItsBatchWasOpenComesAgain() {
        NewImage image = image(ACME, 1);
        end(image, LedgerSamples.failed());
        ledger.openBatch(10);
        redrive();
        ledger.finish(claimOne(), LedgerSamples.completed(1), Tries.NONE, NOON);
        ImageRecord changed = record(image.id());

        assertThat(ledger.openBatch(10)).contains(new LakeBatch(1, List.of(changed)));
        ledger.closeBatch(1);

        assertThat(ledger.summary(NOON).uncatalogued()).isEqualTo(1);
        assertThat(ledger.openBatch(10)).contains(new LakeBatch(2, List.of(changed)));
        ledger.closeBatch(2);
        assertThat(ledger.openBatch(10)).isEmpty();
    }

    @Test
    void aCataloguedImageComesAgainOnceItIsFinalAgain() {
        NewImage image = image(ACME, 1);
        end(image, LedgerSamples.failed());
        ledger.openBatch(10);
        ledger.closeBatch(1);
        redrive();

        assertThat(ledger.openBatch(10)).isEmpty();
        ledger.finish(claimOne(), LedgerSamples.completed(1), Tries.NONE, NOON);
        assertThat(ledger.openBatch(10)).contains(new LakeBatch(2, List.of(record(image.id()))));
    }

    @Test
    void aBatchIsNoBiggerThanAsked() {
        for (int i = 1; i <= 5; i++) {
            end(image(ACME, i), LedgerSamples.completed(i));
        }

        assertThat(ledger.openBatch(0)).isEmpty();
        assertThat(ledger.openBatch(3).orElseThrow().images()).hasSize(3);
    }

    private void redrive() {
        assertThat(ledger.redrive(Optional.of(ACME), List.of(), NOON)).isEqualTo(1);
    }
}
