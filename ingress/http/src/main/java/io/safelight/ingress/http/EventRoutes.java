package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.ports.ledger.ChangeFeed;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * State changes as server-sent events. An event's id is its place in the order of all changes: a
 * client that comes back with {@code Last-Event-ID} misses nothing. Streams end at shutdown.
 */
final class EventRoutes {
    private final ChangeFeed changes;
    private final InstantSource clock;
    private final ImageRoutes images;
    private final Predicate<Caller> mayWatch;
    private final Duration heartbeat;
    private final Semaphore places;
    private volatile boolean closed;

    /**
     * @param mayWatch asked now and then: a stream ends with the session that opened it
     */
    EventRoutes(
            ChangeFeed changes,
            InstantSource clock,
            ImageRoutes images,
            Predicate<Caller> mayWatch,
            HttpSettings.Events settings) {
        this.changes = changes;
        this.clock = clock;
        this.images = images;
        this.mayWatch = mayWatch;
        this.heartbeat = settings.heartbeat();
        this.places = new Semaphore(settings.maxWatchers());
    }

    void all(Context ctx) throws IOException, InterruptedException {
        Principal caller = Route.caller(ctx);
        stream(
                ctx,
                caller.mayAdminister() ? Optional.empty() : Optional.of(caller.tenant()),
                Optional.empty());
    }

    /** Begins with what has happened to the image so far. */
    void ofImage(Context ctx) throws IOException, InterruptedException {
        var image = images.visible(ctx);
        stream(ctx, Optional.of(image.origin().tenant()), Optional.of(image.id()));
    }

    void close() {
        closed = true;
    }

    private void stream(Context ctx, Optional<TenantId> tenant, Optional<ImageId> image)
            throws IOException, InterruptedException {
        long after = resumeAfter(ctx).orElseGet(() -> image.isPresent() ? 0 : changes.last());
        if (!places.tryAcquire()) {
            throw Problem.busy(
                    ProblemCode.TOO_MANY_WATCHERS,
                    "Too many event streams are open; try again in a moment.");
        }
        try {
            ctx.contentType("text/event-stream")
                    .header("Cache-Control", "no-store")
                    .header("X-Accel-Buffering", "no");
            ctx.res().flushBuffer();
            var wish = new EventStream.Wish(after, tenant, image);
            new EventStream(changes, clock, heartbeat, wish, ctx.res().getOutputStream())
                    .run(() -> !closed, () -> mayWatch.test(Caller.of(ctx)));
        } finally {
            places.release();
        }
    }

    static Optional<Long> resumeAfter(Context ctx) {
        Optional<String> text =
                Optional.ofNullable(ctx.header("Last-Event-ID"))
                        .or(() -> Route.query(ctx, "after"));
        try {
            return text.map(EventRoutes::sequence);
        } catch (NumberFormatException e) {
            throw Problem.malformed("Last-Event-ID is the id of an event.");
        }
    }

    private static long sequence(String text) {
        long sequence = Long.parseLong(text);
        if (sequence < 0) {
            throw new NumberFormatException("negative");
        }
        return sequence;
    }
}
