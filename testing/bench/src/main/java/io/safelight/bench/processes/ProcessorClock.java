package io.safelight.bench.processes;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Adds up the processor time of a process and of all that it starts, also of children that are
 * gone: when the first process of a process namespace is killed, the kernel throws the times of the
 * others away instead of giving them to who waits. So this looks four times a second and keeps what
 * it saw; what a child took after the last look before its end is lost. Safe for many threads.
 */
public final class ProcessorClock implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final long root;
    private final String apart;
    private final Map<Key, Duration> seen = new HashMap<>();
    private final Set<Key> ofThoseApart = new HashSet<>();
    private final Watch watch = new Watch("processor-clock", LOOK, this::total);

    /** The kernel gives numbers of processes again. */
    private record Key(long pid, long started) {}

    private ProcessorClock(long root, String apart) {
        this.root = root;
        this.apart = apart;
    }

    /**
     * @param apart name of a program that is counted apart
     */
    public static ProcessorClock start(long root, String apart) {
        var clock = new ProcessorClock(root, apart);
        clock.watch.start();
        return clock;
    }

    /** Of all but those apart, up to now. */
    public synchronized Duration total() {
        look();
        return sum(false);
    }

    /** Of those apart, up to now. */
    public synchronized Duration totalApart() {
        look();
        return sum(true);
    }

    @Override
    public void close() {
        watch.close();
    }

    private void look() {
        for (Stat stat : ProcessTree.of(root).processes()) {
            var key = new Key(stat.pid(), stat.started());
            seen.put(key, stat.own());
            if (stat.name().equals(apart)) {
                ofThoseApart.add(key);
            }
        }
    }

    private Duration sum(boolean thoseApart) {
        return seen.entrySet().stream()
                .filter(entry -> ofThoseApart.contains(entry.getKey()) == thoseApart)
                .map(Map.Entry::getValue)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
