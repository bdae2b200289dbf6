package io.safelight.work;

import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.ImageRecord;
import io.safelight.telemetry.Span;
import io.safelight.telemetry.TraceContext;
import io.safelight.telemetry.Traces;
import java.time.Instant;
import java.util.Optional;

/**
 * What one image's line tells its trace: how long it waited, the whole of the work, and its parts.
 * Nothing, for an image that is not traced. For one thread.
 */
final class LineTrace implements AutoCloseable {
    private final Traces traces;
    private final Span whole;
    private final Optional<TraceContext> parent;

    private LineTrace(Traces traces, Span whole) {
        this.traces = traces;
        this.whole = whole;
        this.parent = whole.context();
    }

    static LineTrace begin(Traces traces, Claimed claimed, Instant now) {
        ImageRecord image = claimed.image();
        Optional<TraceContext> trace = image.origin().trace().flatMap(TraceContext::parse);
        if (image.retryAt().isBefore(now)) {
            traces.tell("work.waiting", trace, image.retryAt(), now);
        }
        Span whole = traces.join("work.image", trace);
        whole.with("image", image.id().toString()).with("epoch", claimed.claim().epoch());
        return new LineTrace(traces, whole);
    }

    Span part(String name) {
        return traces.join(name, parent);
    }

    void failed() {
        whole.failed("error");
    }

    @Override
    public void close() {
        whole.close();
    }
}
