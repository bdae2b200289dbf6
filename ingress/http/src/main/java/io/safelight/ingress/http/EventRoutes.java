package io.safelight.ingress.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Change;
import io.safelight.ports.ledger.ChangeFeed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * State changes as server-sent events (WHATWG HTML, section 9.2). An event's id is its place in the
 * order of all changes: a client that comes back with {@code Last-Event-ID} misses nothing. Closed
 * at shutdown.
 */
final class EventRoutes {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int BATCH = 200;

    private final ChangeFeed changes;
    private final InstantSource clock;
    private final ImageRoutes images;
    private final Semaphore places;
    private volatile boolean closed;

    EventRoutes(ChangeFeed changes, InstantSource clock, ImageRoutes images, int maxWatchers) {
        this.changes = changes;
        this.clock = clock;
        this.images = images;
        this.places = new Semaphore(maxWatchers);
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
                    "too-many-watchers", "Too many event streams are open; try again in a moment.");
        }
        try {
            ctx.contentType("text/event-stream")
                    .header("Cache-Control", "no-store")
                    .header("X-Accel-Buffering", "no");
            ctx.res().flushBuffer();
            send(ctx.res().getOutputStream(), after, tenant, image);
        } finally {
            places.release();
        }
    }

    private void send(
            OutputStream out, long after, Optional<TenantId> tenant, Optional<ImageId> image)
            throws IOException, InterruptedException {
        long seen = after;
        write(out, "retry: 2000\n\n");
        while (!closed) {
            long newest = changes.last();
            List<Change> news = changes.after(seen, tenant, image, BATCH);
            for (Change change : news) {
                if (clock.instant().isBefore(change.expiresAt())) {
                    write(out, event(change));
                }
            }
            if (news.size() == BATCH) {
                seen = news.getLast().sequence();
                continue;
            }
            seen = Math.max(newest, news.isEmpty() ? seen : news.getLast().sequence());
            out.flush();
            changes.awaitChange(seen, HEARTBEAT);
            write(out, ":\n\n");
            out.flush();
        }
    }

    private static Optional<Long> resumeAfter(Context ctx) {
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

    private static String event(Change change) {
        ObjectNode data =
                Json.object()
                        .put("image", change.image().toString())
                        .put("tenant", change.tenant().value())
                        .put("state", change.state().label())
                        .put("at", change.at().toString());
        return "id: " + change.sequence() + "\nevent: state\ndata: " + data + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
