package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Origin;
import io.safelight.domain.image.Source;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.Submission.Claims;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.ports.submissions.SubmissionAnswer.Refusal;
import io.safelight.ports.submissions.Submissions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Uploads: the request's body or its one file becomes a submission. */
final class UploadRoutes {
    private final Submissions submissions;
    private final InstantSource clock;
    private final RequestBodies bodies;
    private final Semaphore places;

    UploadRoutes(
            Submissions submissions, InstantSource clock, RequestBodies bodies, int maxUploads) {
        this.submissions = submissions;
        this.clock = clock;
        this.bodies = bodies;
        this.places = new Semaphore(maxUploads);
    }

    void post(Context ctx) throws IOException {
        if (!places.tryAcquire()) {
            throw bodies.tooMany(ctx, "Too many uploads at once; try again in a moment.");
        }
        try {
            Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            InputStream body = bodies.of(ctx);
            try {
                answer(ctx, submit(ctx, receivedAt, body));
            } catch (Problem problem) {
                bodies.drain(body);
                throw problem;
            }
        } finally {
            places.release();
        }
    }

    private SubmissionAnswer submit(Context ctx, Instant receivedAt, InputStream body)
            throws IOException {
        UploadHeaders.requireIdentity(ctx);
        Principal caller = Route.caller(ctx);
        var origin =
                new Origin(caller.tenant(), caller.id(), Source.HTTP, UploadHeaders.trace(ctx));
        Claims claims = UploadHeaders.claims(ctx);
        String type = Optional.ofNullable(ctx.contentType()).orElse("");
        if (type.regionMatches(true, 0, "multipart/form-data", 0, 19)) {
            MultipartImage image = MultipartImage.read(type, body);
            claims = merged(claims, image);
            body = image.content();
        }
        return submissions.submit(
                new Submission(Optional.empty(), origin, receivedAt, claims), body);
    }

    /** What the headers say wins. */
    private static Claims merged(Claims claims, MultipartImage image) {
        return new Claims(
                claims.filename().or(() -> Optional.of(image.filename())),
                claims.attributes().or(image::attributes),
                claims.sha256(),
                claims.idempotencyKey());
    }

    private static void answer(Context ctx, SubmissionAnswer answer) {
        switch (answer) {
            case SubmissionAnswer.Accepted(ImageRecord image, String receipt, boolean replayed) -> {
                ctx.status(replayed ? 200 : 201).header("Location", "/v1/images/" + image.id());
                Json.write(ctx, ImageJson.accepted(image, receipt));
            }
            case SubmissionAnswer.Refused(Refusal refusal, Cause cause) ->
                    throw problem(refusal, cause);
        }
    }

    static Problem problem(Refusal refusal, Cause cause) {
        return switch (refusal) {
            case MALFORMED -> Problem.of(400, cause);
            case CONFLICT -> Problem.of(409, cause);
            case EXPIRED -> Problem.of(410, cause);
            case TOO_LARGE -> Problem.of(413, cause);
            case UNSUPPORTED -> Problem.of(415, cause);
            case DIGEST_MISMATCH -> Problem.of(422, cause);
            case UNAVAILABLE -> Problem.retry(503, cause, Duration.ofSeconds(5));
        };
    }
}
