package io.safelight.testkit.ledger;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static io.safelight.testkit.ledger.LedgerSamples.OTHER;
import static io.safelight.testkit.ledger.LedgerSamples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.Source;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.ledger.Flow;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every ledger tells of the flow. */
abstract class FlowLedgerContract extends LedgerFixture {
    FlowLedgerContract(LedgerContract ledgers) {
        super(ledgers);
    }

    @Test
    void whatCameIsCountedByDoorUntilTheWindowIsOver() {
        ledger.admit(images(5));
        ledger.admit(images(5));

        Flow now = ledger.flow(ACME, NOON);

        assertThat(now.received()).isEqualTo(Map.of(Source.HTTP, 2L, Source.KAFKA, 3L));
        assertThat(now.waiting()).isEqualTo(5);
        assertThat(ledger.flow(ACME, NOON.plusSeconds(55)).received(Source.HTTP)).isEqualTo(2);
        assertThat(ledger.flow(ACME, NOON.plusSeconds(60)).received()).isEmpty();
        assertThat(ledger.flow(ACME, NOON.minusSeconds(1)).received()).isEmpty();
        assertThat(ledger.flow(ACME, NOON.plusSeconds(60)).waiting()).isEqualTo(5);
    }

    @Test
    void whatEndedIsCountedByStateUntilTheWindowIsOver() throws IOException {
        end(image(ACME, 1), LedgerSamples.completed(1));
        end(image(ACME, 2), LedgerSamples.quarantined(2));
        end(image(ACME, 3), LedgerSamples.failed());
        end(image(ACME, 4), LedgerSamples.completed(4));

        restart();
        Flow now = ledger.flow(ACME, NOON.plusSeconds(1));

        assertThat(now.done())
                .isEqualTo(Map.of(State.COMPLETED, 2L, State.QUARANTINED, 1L, State.FAILED, 1L));
        assertThat(now.waiting()).isZero();
        assertThat(now.inWork()).isZero();
        assertThat(now.uncatalogued()).isEqualTo(4);
        assertThat(ledger.flow(ACME, NOON.plusSeconds(61)).done()).isEmpty();
    }

    @Test
    void whatWaitsAndWhatIsInWorkAreToldApart() {
        ledger.admit(images(3));
        Claim claim = claim(2).getFirst().claim();

        assertThat(ledger.flow(ACME, NOON).waiting()).isEqualTo(1);
        assertThat(ledger.flow(ACME, NOON).inWork()).isEqualTo(2);

        ledger.release(claim, Tries.NONE, NOON);

        assertThat(ledger.flow(ACME, NOON).waiting()).isEqualTo(2);
        assertThat(ledger.flow(ACME, NOON).inWork()).isEqualTo(1);
    }

    @Test
    void anImageInTheLakeIsNoLongerOnItsWay() {
        end(image(ACME, 1), LedgerSamples.failed());
        end(image(OTHER, 2), LedgerSamples.completed(2));
        ledger.openBatch(10);
        ledger.closeBatch(1);
        assertThat(ledger.flow(ACME, NOON).uncatalogued()).isZero();

        ledger.redrive(Optional.of(ACME), List.of(), NOON);
        assertThat(ledger.flow(ACME, NOON).waiting()).isEqualTo(1);
        ledger.finish(claimOne(), LedgerSamples.completed(1), Tries.NONE, NOON);

        assertThat(ledger.flow(ACME, NOON).uncatalogued()).isEqualTo(1);
        assertThat(ledger.flow(OTHER, NOON).uncatalogued()).isZero();
    }

    @Test
    void theLongestWaitIsThatOfAnImageThatCouldBeClaimed() {
        Instant early = NOON.minusSeconds(100);
        assertThat(ledger.flow(ACME, NOON).dueSince()).isEmpty();
        admit(image(ACME, 1, early));
        Claim claim = claimOne();
        admit(image(ACME, 2, NOON.minusSeconds(50)));

        assertThat(ledger.flow(ACME, NOON).dueSince()).contains(NOON.minusSeconds(50));
        ledger.release(claim, Tries.NONE, NOON.plusSeconds(9));
        assertThat(ledger.flow(ACME, NOON).dueSince()).contains(NOON.minusSeconds(50));
        assertThat(ledger.flow(ACME, NOON.minusSeconds(51)).dueSince()).isEmpty();
        Instant over = NOON.plus(LedgerSamples.RETENTION.life());
        assertThat(ledger.flow(ACME, over).dueSince()).isEmpty();
    }

    @Test
    void othersAreNotTold() {
        ledger.admit(images(3));
        claim(1);

        assertThat(ledger.flow(OTHER, NOON))
                .isEqualTo(new Flow(Map.of(), 0, 0, Map.of(), 0, Optional.empty()));
    }
}
