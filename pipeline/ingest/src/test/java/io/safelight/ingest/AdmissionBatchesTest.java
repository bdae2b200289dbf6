package io.safelight.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.ledger.Admission;
import io.safelight.ports.ledger.ImageFilter;
import io.safelight.ports.ledger.ImageLedger;
import io.safelight.ports.ledger.ImagePage;
import io.safelight.testkit.ledger.LedgerSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AdmissionBatchesTest {

    @Test
    void whatComesWhileACommitRunsSharesTheNext() throws InterruptedException, ExecutionException {
        var ledger = new GatedLedger();
        var batches = new AdmissionBatches(ledger, 1000);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<Admission>>();
            results.add(
                    executor.submit(
                            () -> batches.admit(LedgerSamples.image(LedgerSamples.ACME, 0))));
            ledger.firstIsIn.await();
            for (int i = 1; i <= 50; i++) {
                NewImage image = LedgerSamples.image(LedgerSamples.ACME, i);
                results.add(executor.submit(() -> batches.admit(image)));
            }
            while (batches.waiting() < 50) {
                Thread.onSpinWait();
            }
            ledger.open.countDown();
            for (Future<Admission> result : results) {
                assertThat(result.get()).isInstanceOf(Admission.Conflict.class);
            }
        }

        assertThat(ledger.sizes).containsExactly(1, 50);
    }

    @Test
    void aFailedCommitFailsAllThatSharedIt() {
        var ledger = new GatedLedger();
        ledger.open.countDown();
        ledger.fail = true;
        var batches = new AdmissionBatches(ledger, 10);

        assertThatThrownBy(() -> batches.admit(LedgerSamples.image(LedgerSamples.ACME, 1)))
                .isInstanceOf(PortException.class);
    }

    @Test
    void aRowThatIsRefusedFailsAlone() throws InterruptedException, ExecutionException {
        var ledger = new GatedLedger();
        ledger.refuse = LedgerSamples.image(LedgerSamples.ACME, 7).id();
        var batches = new AdmissionBatches(ledger, 1000);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<Admission>>();
            results.add(
                    executor.submit(
                            () -> batches.admit(LedgerSamples.image(LedgerSamples.ACME, 0))));
            ledger.firstIsIn.await();
            for (int i = 1; i <= 10; i++) {
                NewImage image = LedgerSamples.image(LedgerSamples.ACME, i);
                results.add(executor.submit(() -> batches.admit(image)));
            }
            while (batches.waiting() < 10) {
                Thread.onSpinWait();
            }
            ledger.open.countDown();

            for (int i = 0; i <= 10; i++) {
                Future<Admission> result = results.get(i);
                if (i == 7) {
                    assertThatThrownBy(result::get).hasCauseInstanceOf(PortException.class);
                } else {
                    assertThat(result.get()).isInstanceOf(Admission.Conflict.class);
                }
            }
        }
    }

    @Test
    void aLedgerThatBreaksFailsItsBatchAndTheNextGoesOn() {
        var ledger = new GatedLedger();
        ledger.open.countDown();
        ledger.broken = true;
        var batches = new AdmissionBatches(ledger, 10);

        assertThatThrownBy(() -> batches.admit(LedgerSamples.image(LedgerSamples.ACME, 1)))
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> assertThat(e.kind()).isEqualTo(PortException.Kind.UNKNOWN_OUTCOME));
        ledger.broken = false;
        assertThat(batches.admit(LedgerSamples.image(LedgerSamples.ACME, 2)))
                .isInstanceOf(Admission.Conflict.class);
    }

    /** Lets the first commit wait; answers every row with a conflict. */
    private static final class GatedLedger implements ImageLedger {
        final CountDownLatch firstIsIn = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        final List<Integer> sizes = new ArrayList<>();
        boolean fail;
        boolean broken;
        @Nullable ImageId refuse;

        @Override
        public List<Admission> admit(List<NewImage> images) {
            sizes.add(images.size());
            firstIsIn.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (broken) {
                throw new IllegalStateException("a bug");
            }
            if (images.stream().anyMatch(image -> image.id().equals(refuse))) {
                throw new PortException(Port.LEDGER, PortException.Kind.REFUSED, "never");
            }
            if (fail) {
                throw new PortException(Port.LEDGER, PortException.Kind.RETRYABLE, "busy");
            }
            return images.stream().<Admission>map(_ -> new Admission.Conflict()).toList();
        }

        @Override
        public Optional<ImageRecord> find(ImageId image) {
            return Optional.empty();
        }

        @Override
        public ImagePage page(ImageFilter filter, Optional<ImageId> before, int limit) {
            return new ImagePage(List.of(), false);
        }
    }
}
