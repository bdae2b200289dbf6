package io.safelight.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A JVM in a jail. The owner writes requests to it and reads its answers (the child's side of both
 * is {@link Inside}); its standard output and error are read to the end, and the last of it is
 * kept.
 *
 * <p>The owner calls {@link #kill} in the end, whatever became of the child. Safe for many threads,
 * but for the two streams.
 */
public final class JailedJvm implements AutoCloseable {
    private static final int LAST_WORDS_BYTES = 8 * 1024;
    private static final Duration APPEAR_LIMIT = Duration.ofSeconds(1);
    private static final Duration REAP_LIMIT = Duration.ofSeconds(5);

    private final Process process;
    private final Tail lastWords;
    private final Thread keeper;
    private final AtomicLong peakMemoryBytes = new AtomicLong();

    private JailedJvm(Process process, Tail lastWords, Thread keeper) {
        this.process = process;
        this.lastWords = lastWords;
        this.keeper = keeper;
    }

    /**
     * Starts a child. That its program came up is for the caller to find out, from {@link
     * #answers()}.
     *
     * <p>The kernel tells a child of its parent's death when the very <em>thread</em> that forked
     * it ends (prctl(2), PR_SET_PDEATHSIG). So each child has a keeper, a platform thread that
     * forks it, reads its standard error and waits for its end.
     *
     * @throws JailException when a tool or a file is missing; the message says what to do
     */
    public static JailedJvm start(JailSpec spec) throws JailException {
        String path = System.getenv().getOrDefault("PATH", "");
        JailTools tools = JailTools.find(path + ":/usr/bin:/bin:/usr/local/bin");
        List<String> command = JailCommand.of(tools, spec);
        var lastWords = new Tail(LAST_WORDS_BYTES);
        var started = new CompletableFuture<Process>();
        Thread keeper =
                Thread.ofPlatform()
                        .name("jail-" + spec.name())
                        .daemon()
                        .start(() -> keep(command, started, lastWords));
        try {
            return new JailedJvm(started.join(), lastWords, keeper);
        } catch (CompletionException e) {
            throw new JailException("The jail could not be started: " + e.getMessage(), e);
        }
    }

    /** What the child reads, from standard input. */
    public OutputStream requests() {
        return process.getOutputStream();
    }

    /** What the child writes, to {@link Inside#answers()}; ends when the child does. */
    public InputStream answers() {
        return process.getInputStream();
    }

    /** Of the outermost process. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The program's status, or 128 and the signal that ended it; empty while it lives. */
    public OptionalInt exitStatus() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Whether it ended within {@code limit}. Not interruptible. */
    public boolean awaitEnd(Duration limit) {
        return awaitEnd(process, limit);
    }

    /**
     * The end of what it wrote to standard output and error, in one printable line of at most 8 KB.
     * A hostile child writes what it likes: for logs only, and never to be believed.
     */
    public String lastWords() {
        return lastWords.text();
    }

    /** The highest resident memory that was seen of the JVM; 0 if it was never seen. */
    public long peakMemoryBytes() {
        ProcessTree.peakMemoryBytes(process.pid())
                .ifPresent(seen -> peakMemoryBytes.accumulateAndGet(seen, Math::max));
        return peakMemoryBytes.get();
    }

    /**
     * Ends the child and everything that it started, and returns when all of it is gone. May be
     * called again. Not interruptible; bounded by some seconds, should the kernel be slow.
     *
     * <p>Process 1 of the jail goes first: the kernel takes all the others with it, and the
     * outermost process reaps it and ends.
     */
    public void kill() {
        awaitInside().forEach(ProcessHandle::destroyForcibly);
        if (!awaitEnd(process, REAP_LIMIT)) {
            process.destroyForcibly();
            awaitEnd(process, REAP_LIMIT);
        }
        closeStreams();
        awaitKeeper();
    }

    @Override
    public void close() {
        kill();
    }

    private static void keep(
            List<String> command, CompletableFuture<Process> started, Tail lastWords) {
        Process process;
        try {
            process = fork(command);
        } catch (IOException e) {
            started.completeExceptionally(e);
            return;
        }
        started.complete(process);
        try {
            lastWords.drain(process.getErrorStream());
        } catch (IOException e) {
            // kill() closed the stream: nothing more is wanted of it.
        }
        process.onExit().join();
    }

    /**
     * Inside, {@code /proc/1/environ} shows the environment that bubblewrap itself was started
     * with, so that is empty too.
     */
    private static Process fork(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(Redirect.PIPE);
        builder.environment().clear();
        return builder.start();
    }

    /** The jail's process 1, even if kill comes while bubblewrap is still about to start it. */
    private List<ProcessHandle> awaitInside() {
        long giveUp = System.nanoTime() + APPEAR_LIMIT.toNanos();
        List<ProcessHandle> inside = ProcessTree.children(process.toHandle());
        while (inside.isEmpty() && process.isAlive() && System.nanoTime() < giveUp) {
            awaitEnd(process, Duration.ofMillis(5));
            inside = ProcessTree.children(process.toHandle());
        }
        return inside;
    }

    private static boolean awaitEnd(Process process, Duration limit) {
        try {
            process.onExit()
                    .completeOnTimeout(process, limit.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException("waiting for a process cannot fail", e);
        }
        return !process.isAlive();
    }

    private void closeStreams() {
        for (AutoCloseable stream :
                List.of(
                        process.getOutputStream(),
                        process.getInputStream(),
                        process.getErrorStream())) {
            try {
                stream.close();
            } catch (Exception e) {
                // The other end is dead: what could not be flushed has no reader.
            }
        }
    }

    /** The keeper ends right after its child. */
    private void awaitKeeper() {
        boolean interrupted = false;
        long giveUp = System.nanoTime() + REAP_LIMIT.toNanos();
        while (keeper.isAlive() && System.nanoTime() < giveUp) {
            try {
                keeper.join(Duration.ofMillis(100));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
