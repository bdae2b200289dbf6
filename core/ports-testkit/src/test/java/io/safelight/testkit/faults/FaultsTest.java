package io.safelight.testkit.faults;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Zone;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.ledger.ImageLedger;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.scanner.Scanner;
import io.safelight.ports.scanner.ScannerStatus;
import io.safelight.testkit.faults.Fault.Moment;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.testkit.objects.InMemoryObjectStore;
import io.safelight.testkit.objects.Listings;
import io.safelight.testkit.scanner.InMemoryScanner;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final InstantSource clock = () -> LedgerSamples.NOON;
    private final Faults faults = new Faults();
    private final InMemoryLedger realLedger = new InMemoryLedger(clock);
    private final InMemoryObjectStore realObjects = new InMemoryObjectStore(clock);
    private final ImageLedger ledger = faults.on(ImageLedger.class, realLedger);
    private final ObjectStore objects = faults.on(ObjectStore.class, realObjects);

    @Test
    void callsGoThroughAndAreNumberedInOrder() {
        admit(1);
        ledger.find(image(1));

        assertThat(faults.calls())
                .containsExactly(
                        new Call(1, "ImageLedger", "admit"), new Call(2, "ImageLedger", "find"));
        assertThat(realLedger.find(image(1))).isPresent();
    }

    @Test
    void aFailureBeforeChangesNothingAndTellsItsPort() {
        faults.plan("admit", Fault.fails());

        assertThatThrownBy(() -> admit(1))
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(Kind.RETRYABLE);
                            assertThat(e.port()).isEqualTo(Port.LEDGER);
                        });
        assertThat(realLedger.find(image(1))).isEmpty();
        admit(1);
        assertThat(realLedger.find(image(1))).isPresent();
    }

    @Test
    void afterAnUnknownOutcomeItHasHappened() {
        faults.plan("admit", Fault.happensUnknown());

        assertThatThrownBy(() -> admit(1))
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_OUTCOME));

        assertThat(realLedger.find(image(1))).isPresent();
    }

    @Test
    void aLateCallLetsOthersGoFirst() {
        var order = new ArrayList<String>();
        faults.plan(
                "admit",
                Fault.late(() -> order.add("before " + realLedger.last())),
                new Fault.Late(Moment.AFTER, () -> order.add("after " + realLedger.last())));

        admit(1);
        admit(2);

        assertThat(order).containsExactly("before 0", "after 2");
    }

    @Test
    void aPortThatTellsByValueAnswersAsTheScriptWishes() {
        var down = new ScannerStatus.NotReady("as the test wished");
        Scanner scanner = faults.on(Scanner.class, new InMemoryScanner(clock));
        faults.script(call -> call.number() == 1 ? new Fault.Answer(down) : Fault.none());

        assertThat(scanner.status()).isEqualTo(down);
        assertThat(scanner.status()).isInstanceOf(ScannerStatus.Ready.class);
    }

    @Test
    void writersAndStreamsThatAPortGivesOutHaveFaultsToo() throws IOException {
        faults.plan("write", Fault.fails());
        faults.plan("publish", Fault.happensUnknown());
        try (var writer = objects.create(placement())) {
            assertThatThrownBy(() -> writer.stream().write(7)).isInstanceOf(IOException.class);
            writer.stream().write(new byte[10]);
            assertThatThrownBy(writer::publish).isInstanceOf(PortException.class);
        }

        var stored = Listings.all(realObjects, Zone.RAW).getFirst();
        assertThat(stored.bytes()).isEqualTo(10);
        faults.plan("read", Fault.fails());
        try (var in = objects.open(stored.object(), 0)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
            assertThat(in.readAllBytes()).hasSize(10);
        }
    }

    @Test
    void whatADeadProcessDoesHasNoEffect() {
        faults.plan("admit", new Fault.Kill(Moment.AFTER));

        assertThatThrownBy(() -> admit(1)).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> admit(2)).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> objects.create(placement())).isInstanceOf(Killed.class);

        assertThat(faults.isDead()).isTrue();
        assertThat(faults.calls()).hasSize(1);
        assertThat(realLedger.find(image(1))).isPresent();
        assertThat(realLedger.find(image(2))).isEmpty();
    }

    @Test
    void killedBeforeMeansThatNothingHappened() {
        faults.plan("admit", new Fault.Kill(Moment.BEFORE));

        assertThatThrownBy(() -> admit(1)).isInstanceOf(Killed.class);

        assertThat(realLedger.find(image(1))).isEmpty();
    }

    private void admit(long number) {
        ledger.admit(List.of(LedgerSamples.image(ACME, number)));
    }

    private static ImageId image(long number) {
        return LedgerSamples.id(number, LedgerSamples.NOON);
    }

    private static Placement placement() {
        return new Placement(
                Zone.RAW,
                LedgerSamples.RETENTION.from(LedgerSamples.NOON).bucket(),
                ACME,
                image(1));
    }
}
