package io.safelight.ingest;

import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.ports.submissions.SubmissionAnswer.Accepted;
import io.safelight.ports.submissions.SubmissionAnswer.Refused;
import io.safelight.telemetry.Span;
import io.safelight.telemetry.TraceContext;
import io.safelight.telemetry.Traces;

/**
 * The span of one submission, from its first byte to the answer. Where the door's caller traces, it
 * is a part of that trace; else a new one begins.
 *
 * @param submission its row says where to go on, if it is recorded
 */
record IngestTrace(Span span, Submission submission) implements AutoCloseable {

    static IngestTrace begin(Traces traces, Submission submission) {
        var origin = submission.origin();
        Span span = traces.begin("ingest.image", origin.trace().flatMap(TraceContext::parse));
        var traced = origin.traced(span.context().map(TraceContext::traceparent));
        return new IngestTrace(
                span.with("door", Reports.door(origin.source())),
                new Submission(
                        submission.id(), traced, submission.receivedAt(), submission.claims()));
    }

    /** Not called when the sender went away. */
    void ends(SubmissionAnswer answer) {
        switch (answer) {
            case Accepted accepted ->
                    span.with("image", accepted.image().id().toString())
                            .with("bytes", accepted.image().content().bytes())
                            .with("outcome", accepted.replayed() ? "replayed" : "accepted");
            case Refused refused ->
                    span.with("outcome", refused.cause().code()).failed(refused.cause().code());
        }
    }

    @Override
    public void close() {
        span.close();
    }
}
