package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.Published;
import io.safelight.ports.streams.StreamPublisher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Publishing to the tenant's inbound topic. A record is held whole in memory, as Kafka wants it;
 * how many at once, and for how long a slow sender may hold a place, is bounded.
 */
final class StreamRoutes {
    private static final int CHUNK_BYTES = 64 << 10;

    private final StreamPublisher publisher;
    private final RequestBodies bodies;
    private final Duration timeLimit;
    private final Semaphore places;

    StreamRoutes(StreamPublisher publisher, RequestBodies bodies, HttpSettings.Bodies settings) {
        this.publisher = publisher;
        this.bodies = bodies;
        this.timeLimit = settings.publicationTimeLimit();
        this.places = new Semaphore(settings.maxPublications());
    }

    void post(Context ctx) throws IOException {
        if (!places.tryAcquire()) {
            ctx.header("Connection", "close");
            throw Problem.busy(
                    ProblemCode.TOO_MANY_UPLOADS,
                    "Too many bodies are on their way to the stream; try again in a moment.");
        }
        try {
            UploadHeaders.requireIdentity(ctx);
            answer(
                    ctx,
                    publisher.publish(
                            Route.caller(ctx).tenant(),
                            Route.caller(ctx).id(),
                            value(ctx),
                            UploadHeaders.claims(ctx)));
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

    private byte[] value(Context ctx) throws IOException {
        long deadline = System.nanoTime() + timeLimit.toNanos();
        InputStream body = bodies.of(ctx);
        var value = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
            value.write(chunk, 0, count);
            if (value.size() > publisher.maxBytes()) {
                bodies.drain(body);
                throw Problem.of(
                        ProblemCode.TOO_LARGE,
                        "A record takes at most "
                                + publisher.maxBytes()
                                + " bytes; use POST /v1/images.");
            }
            if (System.nanoTime() > deadline) {
                throw Problem.of(
                        ProblemCode.TOO_SLOW,
                        "The body took over "
                                + timeLimit.toSeconds()
                                + " seconds; use POST /v1/images.");
            }
        }
        if (value.size() == 0) {
            throw Problem.malformed("There are no bytes.");
        }
        return value.toByteArray();
    }
}
