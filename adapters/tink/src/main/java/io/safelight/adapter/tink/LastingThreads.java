package io.safelight.adapter.tink;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Begins encrypted streams on a few platform threads that last. Tink keeps a source of random bytes
 * for each thread, and looks for a class that is not there whenever it makes one. On the virtual
 * thread of a request that happened for each image: the whole class path was searched, with the
 * carrier pinned, and when every carrier waited for the class loader so, while its lock's holder
 * needed a carrier, nothing went on for ever. Safe for many threads.
 */
final class LastingThreads {
    private static final int THREADS = 2;
    private static final long IDLE_SECONDS = 60;

    private final ExecutorService threads;

    /** Writes an object's header. */
    interface Beginning {
        OutputStream begin() throws IOException, GeneralSecurityException;
    }

    LastingThreads() {
        // A waiting task is an upload that waits for it: there are no more than uploads.
        var pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("seal-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    OutputStream begin(Beginning beginning) throws IOException, GeneralSecurityException {
        try {
            return threads.submit(beginning::begin).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case GeneralSecurityException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
