package io.safelight.bench.platform;

import io.safelight.bench.processes.Commands;
import io.safelight.bench.processes.ProcessTree;
import io.safelight.bench.processes.Stat;
import io.safelight.bench.processes.Watch;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps a platform's scanner from running. After a minute of silence the platform starts another,
 * which is held, too. Closing lets them run again.
 */
public final class ScannerHold implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Supplier<ProcessTree> scanners;
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final Watch watch = new Watch("scanner-hold", LOOK, this::holdNew);

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
        watch.close();
        held.forEach(pid -> Commands.signal("CONT", pid));
    }

    private void holdNew() {
        scanners.get().processes().stream()
                .map(Stat::pid)
                .filter(held::add)
                .forEach(pid -> Commands.signal("STOP", pid));
    }
}
