package io.safelight.catalog;

import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.lake.Lake;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.ports.lake.LakeFiles;
import io.safelight.telemetry.TraceContext;
import io.safelight.telemetry.Traces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A lake that tells each traced image's trace of its row: how long it waited after its final state,
 * and the commit. A batch that is committed twice is told twice.
 */
public final class TracedLake implements Lake {
    private final Lake lake;
    private final Traces traces;
    private final InstantSource clock;

    public TracedLake(Lake lake, Traces traces, InstantSource clock) {
        this.lake = lake;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public void commit(LakeBatch batch) {
        Instant start = clock.instant();
        lake.commit(batch);
        Instant end = clock.instant();
        batch.images().forEach(image -> tell(image, start, end));
    }

    /** Clocks may be set back in between. */
    private void tell(ImageRecord image, Instant start, Instant end) {
        Optional<TraceContext> trace = image.origin().trace().flatMap(TraceContext::parse);
        image.completedAt()
                .filter(at -> at.isBefore(start))
                .ifPresent(at -> traces.tell("catalog.waiting", trace, at, start));
        traces.tell("catalog.row", trace, start, end.isBefore(start) ? start : end);
    }

    @Override
    public long lastBatch() {
        return lake.lastBatch();
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
        lake.expireSnapshots(age);
    }

    @Override
    public void close() {
        lake.close();
    }
}
