package io.safelight.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The most memory that any child of this process had at one time, as the kernel counts it. */
final class MemoryWatch {
    private final Thread thread;
    private volatile boolean stopped;
    private long peakBytes;

    private MemoryWatch() {
        thread = Thread.ofPlatform().daemon().unstarted(this::watch);
    }

    static MemoryWatch start() {
        var watch = new MemoryWatch();
        watch.thread.start();
        return watch;
    }

    /** Bytes. */
    long stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return peakBytes;
    }

    private void watch() {
        while (!stopped) {
            ProcessHandle.current().descendants().forEach(this::look);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
    }

    private void look(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .forEach(kib -> peakBytes = Math.max(peakBytes, kib << 10));
        } catch (IOException e) {
            // It ended in between.
        }
    }
}
