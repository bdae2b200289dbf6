package io.safelight.bench.platform;

import io.safelight.bench.processes.Commands;
import io.safelight.bench.processes.ProcessTree;
import io.safelight.bench.processes.Stat;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps a platform's scanner from running. After a minute of silence the platform starts another,
 * which is held, too. Closing lets them run again.
 */
public final class ScannerHold implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Supplier<ProcessTree> scanners;
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread watch = Thread.ofPlatform().name("scanner-hold").unstarted(this::watch);

    private ScannerHold(Supplier<ProcessTree> scanners) {
        this.scanners = scanners;
    }

    static ScannerHold of(Supplier<ProcessTree> scanners) {
        var hold = new ScannerHold(scanners);
        hold.holdNew();
        hold.watch.start();
        return hold;
    }

    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (watch.isAlive()) {
            try {
                watch.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        held.forEach(pid -> Commands.signal("CONT", pid));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                holdNew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void holdNew() {
        scanners.get().processes().stream()
                .map(Stat::pid)
                .filter(held::add)
                .forEach(pid -> Commands.signal("STOP", pid));
    }
}
