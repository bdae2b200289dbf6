package io.safelight.bench.rows;

import io.safelight.bench.images.Pictures;
import io.safelight.bench.platform.Api;
import io.safelight.bench.platform.PlatformProcess;
import io.safelight.bench.platform.Uploads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Everything at once for a while: uploads by both doors, work on them, SQL. Senders wait while much
 * is unfinished, so that the platform is busy and the disk does not fill.
 */
public final class Traffic {
    private static final int HTTP_CLIENTS = 8;
    private static final int STREAM_CLIENTS = 2;
    private static final long MOST_WAITING = 200;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final PlatformProcess platform;
    private final List<byte[]> images;
    private final Consumer<String> progress;
    private final AtomicInteger sent = new AtomicInteger();

    /**
     * @param residentBytes the most that was seen at one time
     */
    public record Most(long residentBytes, int images) {}

    /** Looks at the platform from time to time. */
    public interface Watcher {
        void look(PlatformProcess platform, int images) throws IOException;
    }

    public Traffic(PlatformProcess platform, List<byte[]> images, Consumer<String> progress) {
        this.platform = platform;
        this.images = List.copyOf(images);
        this.progress = progress;
    }

    /** Mostly small ones. */
    public static List<byte[]> mixed(Pictures small, Pictures photographs) throws IOException {
        var images = new ArrayList<>(small.contents());
        images.addAll(photographs.contents());
        return images;
    }

    /** Photographs with much beside the picture: 30 MB each. */
    static List<byte[]> large(Pictures photographs) throws IOException {
        return Pictures.padded(photographs, 30_000_000);
    }

    Most run(Duration duration) throws IOException, InterruptedException {
        var most = new long[1];
        run(duration, LOOK, (at, _) -> most[0] = Math.max(most[0], at.tree().residentBytes()));
        return new Most(most[0], sent.get());
    }

    /** Ends when all that was sent is final. */
    public void run(Duration duration, Duration pause, Watcher watcher)
            throws IOException, InterruptedException {
        var over = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> running =
                    List.of(
                            threads.submit(sender("/v1/images", HTTP_CLIENTS, over)),
                            threads.submit(sender("/v1/stream/images", STREAM_CLIENTS, over)),
                            threads.submit(asker(over)));
            try {
                long end = System.nanoTime() + duration.toNanos();
                while (System.nanoTime() - end < 0) {
                    watcher.look(platform, sent.get());
                    Thread.sleep(pause);
                }
            } finally {
                over.countDown();
            }
            for (Future<?> part : running) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the load failed", e.getCause());
        }
        platform.awaitIdle(LIMIT);
        watcher.look(platform, sent.get());
        progress.accept(sent.get() + " images went through");
    }

    private Callable<Void> sender(String path, int clients, CountDownLatch over) {
        return () -> {
            Api api = platform.api();
            Uploads uploads = platform.uploads(path, clients);
            while (over.getCount() > 0) {
                if (PlatformProcess.waiting(api) > MOST_WAITING) {
                    over.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    int count = images.size() * clients / 2;
                    uploads.send(images, count);
                    sent.addAndGet(count);
                }
            }
            return null;
        };
    }

    private Callable<Void> asker(CountDownLatch over) {
        return () -> {
            Api api = platform.api();
            while (!over.await(1, TimeUnit.SECONDS)) {
                api.sql("SELECT state, count(*), sum(bytes) FROM images GROUP BY state");
            }
            return null;
        };
    }
}
