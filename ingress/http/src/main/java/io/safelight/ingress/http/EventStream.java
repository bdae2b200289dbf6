package io.safelight.ingress.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.function.BooleanSupplier;

/** One watcher's stream of server-sent events (WHATWG HTML, section 9.2). For one thread. */
final class EventStream {
    private static final int BATCH = 200;

    /** Which changes are told: those after a sequence, of one tenant, of one image. */
    record Wish(long after, Optional<TenantId> tenant, Optional<ImageId> image) {}

    private final ChangeFeed changes;
    private final InstantSource clock;
    private final Duration heartbeat;
    private final Wish wish;
    private final OutputStream out;
    private long seen;
    private long wroteNanos = System.nanoTime();
    private long checkedNanos = System.nanoTime();

    EventStream(
            ChangeFeed changes,
            InstantSource clock,
            Duration heartbeat,
            Wish wish,
            OutputStream out) {
        this.changes = changes;
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.wish = wish;
        this.out = out;
        this.seen = wish.after();
    }

    /**
     * Tells changes as they happen, and at least once a heartbeat that it is alive.
     *
     * @param goesOn asked after everything that happens
     * @param mayWatch asked once a heartbeat, as the answer takes its time
     */
    void run(BooleanSupplier goesOn, BooleanSupplier mayWatch)
            throws IOException, InterruptedException {
        write("retry: 2000\n\n");
        out.flush();
        while (goesOn.getAsBoolean() && (!isDue(checkedNanos) || check(mayWatch))) {
            if (tellNews()) {
                continue;
            }
            if (isDue(wroteNanos)) {
                write(":\n\n");
                flush();
            }
            changes.awaitChange(seen, left(wroteNanos));
        }
    }

    /** Returns whether there may be more at once. */
    private boolean tellNews() throws IOException {
        long newest = changes.last();
        List<Change> news = changes.after(seen, wish.tenant(), wish.image(), BATCH);
        boolean wrote = false;
        for (Change change : news) {
            if (clock.instant().isBefore(change.expiresAt())) {
                write(event(change));
                wrote = true;
            }
        }
        if (wrote) {
            flush();
        }
        boolean more = news.size() == BATCH;
        long last = news.isEmpty() ? seen : news.getLast().sequence();
        // Others' changes are behind us, too: they shall not end the next wait at once.
        seen = more ? last : Math.max(newest, last);
        return more;
    }

    private boolean check(BooleanSupplier mayWatch) {
        checkedNanos = System.nanoTime();
        return mayWatch.getAsBoolean();
    }

    private boolean isDue(long sinceNanos) {
        return left(sinceNanos).isZero();
    }

    private Duration left(long sinceNanos) {
        Duration left = heartbeat.minusNanos(System.nanoTime() - sinceNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void flush() throws IOException {
        out.flush();
        wroteNanos = System.nanoTime();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
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
}
