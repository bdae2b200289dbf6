package io.safelight.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Files that are written and forced to the disk, and nothing else: what the disk can do. */
public final class DiskFiles {
    /** More at once is dearer: the kernel then looks for larger pieces of memory. */
    private static final int CHUNK_BYTES = 64 << 10;

    private final Path folder;
    private final int writers;

    /**
     * @param writers at once
     */
    public DiskFiles(Path folder, int writers) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.writers = writers;
    }

    /** Writes so many files, deletes them, and tells how many it wrote in a second. */
    public double filesPerSecond(List<byte[]> contents, int count)
            throws IOException, InterruptedException {
        var next = new AtomicInteger();
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(writers)) {
            List<? extends Future<?>> running =
                    IntStream.range(0, writers)
                            .mapToObj(_ -> threads.submit(() -> write(contents, count, next)))
                            .toList();
            for (Future<?> writer : running) {
                writer.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        for (int i = 0; i < count; i++) {
            Files.delete(folder.resolve("file-" + i));
        }
        return count / seconds;
    }

    private void write(List<byte[]> contents, int count, AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            var content = ByteBuffer.wrap(contents.get(i % contents.size()));
            try (FileChannel file =
                    FileChannel.open(
                            folder.resolve("file-" + i),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE)) {
                while (content.hasRemaining()) {
                    int end = Math.min(content.capacity(), content.position() + CHUNK_BYTES);
                    file.write(content.limit(end));
                    content.limit(content.capacity());
                }
                file.force(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
