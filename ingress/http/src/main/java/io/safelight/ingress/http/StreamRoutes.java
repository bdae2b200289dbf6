package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.domain.identity.Principal;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.Published;
import io.safelight.ports.streams.StreamPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Publishing to the tenant's inbound topic. A record is held whole in memory, as Kafka wants it;
 * how many at once, how many bytes of them, and for how long a slow sender may hold a place, is
 * bounded.
 */
final class StreamRoutes {
    private final StreamPublisher publisher;
    private final RequestBodies bodies;
    private final WholeBody.Limits limits;
    private final Semaphore places;
    private final BodyMemory memory;

    StreamRoutes(
            StreamPublisher publisher,
            RequestBodies bodies,
            BodyMemory memory,
            HttpSettings.Bodies settings) {
        this.publisher = publisher;
        this.bodies = bodies;
        this.limits = new WholeBody.Limits(publisher.maxBytes(), settings.publicationTimeLimit());
        this.places = new Semaphore(settings.maxPublications());
        this.memory = memory;
    }

    void post(Context ctx) throws IOException {
        if (!places.tryAcquire()) {
            throw bodies.tooMany(
                    ctx, "Too many bodies are on their way to the stream; try again in a moment.");
        }
        InputStream body = bodies.of(ctx);
        try {
            answer(ctx, publishInPlace(ctx, body));
        } catch (Problem problem) {
            if (problem.status() != ProblemCode.TOO_SLOW.status()) {
                bodies.drain(body);
            }
            throw problem;
        }
    }

    /** Whatever becomes of it, it holds no memory and no place afterwards. */
    private Published publishInPlace(Context ctx, InputStream body) throws IOException {
        try (BodyMemory.Hold hold = memory.hold()) {
            UploadHeaders.requireIdentity(ctx);
            byte[] value = new WholeBody(body, hold, limits).read(ctx.req().getContentLengthLong());
            if (value.length == 0) {
                throw Problem.malformed("There are no bytes.");
            }
            Principal caller = Route.caller(ctx);
            return publisher.publish(
                    caller.tenant(), caller.id(), value, UploadHeaders.claims(ctx));
        } catch (PortException e) {
            throw Problem.busy(
                    ProblemCode.STREAM_UNAVAILABLE,
                    "The stream cannot be reached now; nothing or one copy was taken.");
        } finally {
            places.release();
        }
    }

    private static void answer(Context ctx, Published published) {
        ctx.status(202).header("Location", "/v1/images/" + published.image());
        Json.write(
                ctx,
                Json.object()
                        .put("id", published.image().toString())
                        .put("topic", published.topic())
                        .put("partition", published.partition())
                        .put("offset", published.offset()));
    }
}
