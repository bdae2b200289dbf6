package io.safelight.catalog;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.lake.Lake;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.ports.lake.LakeFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/** A lake whose next commits fail as told. */
final class FlakyLake implements Lake {
    enum Fault {
        NONE,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    private final Lake lake;
    private final Queue<Fault> faults = new ArrayDeque<>();
    int maintained;

    FlakyLake(Lake lake) {
        this.lake = lake;
    }

    void failNext(Fault fault) {
        faults.add(fault);
    }

    @Override
    public long lastBatch() {
        return lake.lastBatch();
    }

    @Override
    public void commit(LakeBatch batch) {
        Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
        if (fault != Fault.BEFORE_COMMIT) {
            lake.commit(batch);
        }
        if (fault != Fault.NONE) {
            throw new PortException(
                    Port.LAKE, PortException.Kind.UNKNOWN_OUTCOME, "told to fail " + fault);
        }
    }

    @Override
    public LakeFiles files(Instant now) {
        return lake.files(now);
    }

    @Override
    public int compact(Instant closedBefore) {
        return lake.compact(closedBefore);
    }

    @Override
    public void expireSnapshots(Duration age) {
        maintained++;
        lake.expireSnapshots(age);
    }

    @Override
    public void close() {
        lake.close();
    }
}
