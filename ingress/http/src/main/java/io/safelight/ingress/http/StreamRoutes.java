package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.Published;
import io.safelight.ports.streams.StreamPublisher;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Publishing to the tenant's inbound topic. A record is held whole in memory, as Kafka wants it;
 * how many at once is bounded.
 */
final class StreamRoutes {
    private static final int PLACES = 4;

    private final StreamPublisher publisher;
    private final Semaphore places = new Semaphore(PLACES);

    StreamRoutes(StreamPublisher publisher) {
        this.publisher = publisher;
    }

    void post(Context ctx) throws IOException, InterruptedException {
        places.acquire();
        try {
            byte[] value = value(ctx);
            Published published =
                    publisher.publish(Route.caller(ctx).tenant(), value, UploadHeaders.claims(ctx));
            ctx.status(202).header("Location", "/v1/images/" + published.image());
            Json.write(
                    ctx,
                    Json.object()
                            .put("id", published.image().toString())
                            .put("topic", published.topic())
                            .put("partition", published.partition())
                            .put("offset", published.offset()));
        } catch (PortException e) {
            throw Problem.busy(
                    "stream-unavailable",
                    "The stream cannot be reached now; nothing or one copy was taken.");
        } finally {
            places.release();
        }
    }

    private byte[] value(Context ctx) throws IOException {
        long max = publisher.maxBytes();
        if (ctx.req().getContentLengthLong() > max) {
            throw Problem.of(
                    413,
                    "too-large",
                    "A record takes at most " + max + " bytes; use POST /v1/images.");
        }
        byte[] value = ctx.bodyInputStream().readNBytes(Math.toIntExact(max + 1));
        if (value.length > max) {
            throw Problem.of(
                    413,
                    "too-large",
                    "A record takes at most " + max + " bytes; use POST /v1/images.");
        }
        if (value.length == 0) {
            throw Problem.malformed("There are no bytes.");
        }
        return value;
    }
}
