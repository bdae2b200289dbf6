package io.safelight.ingest;

import io.safelight.domain.work.NewImage;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.ledger.Admission;
import io.safelight.ports.ledger.ImageLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Natural batching of commits: while one commit runs, the next gathers. Whoever gets the lock
 * commits for all that wait; a lone writer never waits for company.
 */
final class AdmissionBatches {

    /**
     * A row and, once its batch is through, what became of it. Guarded by the lock but for its
     * creation.
     */
    private static final class Waiting {
        final NewImage image;
        @Nullable Admission admission;
        @Nullable PortException failure;

        Waiting(NewImage image) {
            this.image = image;
        }

        boolean isOver() {
            return admission != null || failure != null;
        }
    }

    private final ImageLedger ledger;
    private final int maxBatch;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock commit = new ReentrantLock();

    AdmissionBatches(ImageLedger ledger, int maxBatch) {
        this.ledger = ledger;
        this.maxBatch = maxBatch;
    }

    /** Durable when it returns. */
    Admission admit(NewImage image) {
        var own = new Waiting(image);
        queue.add(own);
        commit.lock();
        try {
            while (!own.isOver()) {
                commitNext();
            }
        } finally {
            commit.unlock();
        }
        if (own.failure != null) {
            throw own.failure;
        }
        return Objects.requireNonNull(own.admission);
    }

    /** Rows that wait for the next commit. */
    int waiting() {
        return queue.size();
    }

    private void commitNext() {
        var batch = new ArrayList<Waiting>();
        for (Waiting next = queue.poll();
                next != null;
                next = batch.size() < maxBatch ? queue.poll() : null) {
            batch.add(next);
        }
        commit(batch);
    }

    /** Whatever happens, every row of the batch is over afterwards. */
    private void commit(List<Waiting> batch) {
        try {
            List<Admission> admissions =
                    ledger.admit(batch.stream().map(waiting -> waiting.image).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).admission = admissions.get(i);
            }
        } catch (PortException e) {
            if (e.kind() == Kind.REFUSED && batch.size() > 1) {
                batch.forEach(waiting -> commit(List.of(waiting)));
            } else {
                batch.forEach(waiting -> waiting.failure = e);
            }
        } catch (RuntimeException e) {
            var failure =
                    new PortException(Port.LEDGER, Kind.UNKNOWN_OUTCOME, "the ledger failed", e);
            batch.forEach(waiting -> waiting.failure = failure);
        }
    }
}
