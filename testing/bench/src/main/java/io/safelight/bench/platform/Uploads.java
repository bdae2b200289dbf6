package io.safelight.bench.platform;

import io.safelight.bench.platform.Connection.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Clients that upload as fast as they are answered, each over one connection. One call at a time.
 *
 * @param clients at once
 */
public record Uploads(Destination destination, int clients) {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final int MAX_TRIES = 600;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /**
     * @param busy answers that asked to come again
     */
    public record Took(int images, long bytes, Duration wall, int busy) {
        public double imagesPerSecond() {
            return images / (wall.toNanos() / 1e9);
        }

        public double megabytesPerSecond() {
            return bytes / 1e6 / (wall.toNanos() / 1e9);
        }
    }

    /**
     * Uploads so many images, one after the other of those given and again from the first.
     *
     * @throws IOException when one is refused for good
     */
    public Took send(List<byte[]> images, int count) throws IOException, InterruptedException {
        var next = new AtomicInteger();
        var sums = new Sums(new AtomicLong(), new AtomicInteger());
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < clients; i++) {
                running.add(
                        threads.submit(
                                () -> {
                                    upload(images, count, next, sums);
                                    return null;
                                }));
            }
            for (Future<?> client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("an upload failed", e.getCause());
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        return new Took(count, sums.bytes().get(), wall, sums.busy().get());
    }

    /** Tries one, once. */
    public boolean isAccepted(byte[] image) throws IOException {
        byte[] head = destination.head(NUMBERS.getAndIncrement(), image.length);
        try (var connection = new Connection(destination.host(), destination.port())) {
            return connection.send(head, image).status() / 100 == 2;
        }
    }

    private record Sums(AtomicLong bytes, AtomicInteger busy) {}

    private void upload(List<byte[]> images, int count, AtomicInteger next, Sums sums)
            throws IOException, InterruptedException {
        @Nullable Connection connection = null;
        try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                byte[] image = images.get(i % images.size());
                connection = upload(image, connection, sums);
                sums.bytes().addAndGet(image.length);
            }
        } finally {
            if (connection != null) {
                connection.close();
            }
        }
    }

    /** Returns the connection for the next image; null when this one was closed. */
    private @Nullable Connection upload(byte[] image, @Nullable Connection usual, Sums sums)
            throws IOException, InterruptedException {
        byte[] head = destination.head(NUMBERS.getAndIncrement(), image.length);
        @Nullable Connection connection = usual;
        for (int i = 0; i < MAX_TRIES; i++) {
            if (connection == null) {
                connection = new Connection(destination.host(), destination.port());
            }
            Answer answer = connection.send(head, image);
            if (answer.closes()) {
                connection.close();
                connection = null;
            }
            if (answer.status() / 100 == 2) {
                return connection;
            }
            if (answer.status() != 503 && answer.status() != 429) {
                throw new IOException("refused with " + answer.status() + ": " + answer.body());
            }
            sums.busy().incrementAndGet();
            Thread.sleep(PAUSE);
        }
        throw new IOException("busy for too long");
    }
}
