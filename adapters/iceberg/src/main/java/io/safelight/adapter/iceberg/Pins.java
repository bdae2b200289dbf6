package io.safelight.adapter.iceberg;

import io.safelight.ports.lake.LakeFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The readings that are open in this process, and what they keep from being deleted. A reading that
 * is open for longer than a limit keeps nothing more. Safe for many threads.
 */
final class Pins {
    private final InstantSource clock;
    private final Path directory;
    private final int limit;
    private final Duration longest;
    private final Set<Pin> open = new HashSet<>();

    Pins(InstantSource clock, Path directory, LakeLimits limits) {
        this.clock = clock;
        this.directory = directory;
        this.limit = limits.openFiles();
        this.longest = limits.longestReading();
    }

    /**
     * Chooses files and keeps them, with no deletion in between.
     *
     * @throws io.safelight.ports.PortException RETRYABLE when too many readings are open
     */
    synchronized LakeFiles pin(Supplier<Chosen> choice) {
        letGoOfOld();
        if (open.size() >= limit) {
            throw LakeFailure.retryable("more than " + limit + " readings of the lake are open");
        }
        var chosen = choice.get();
        var pin = new Pin(this, chosen, directory, clock.instant());
        open.add(pin);
        return pin;
    }

    /**
     * Runs the deletion unless an open reading keeps the file.
     *
     * @return whether it ran
     */
    synchronized boolean unlessKept(Path file, Runnable deletion) {
        letGoOfOld();
        if (open.stream().anyMatch(pin -> pin.keeps(file))) {
            return false;
        }
        deletion.run();
        return true;
    }

    private synchronized void letGo(Pin pin) {
        open.remove(pin);
    }

    private void letGoOfOld() {
        Instant oldest = clock.instant().minus(longest);
        open.removeIf(pin -> pin.since.isBefore(oldest));
    }

    record Chosen(long snapshotId, List<Path> paths) {
        Chosen {
            paths = List.copyOf(paths);
        }
    }

    private static final class Pin implements LakeFiles {
        private final Pins pins;
        private final Chosen chosen;
        private final Path directory;
        private final Instant since;
        private final Set<Path> kept;

        private Pin(Pins pins, Chosen chosen, Path directory, Instant since) {
            this.pins = pins;
            this.chosen = chosen;
            this.directory = directory;
            this.since = since;
            this.kept = Set.copyOf(chosen.paths());
        }

        private boolean keeps(Path file) {
            return kept.contains(file);
        }

        @Override
        public long snapshotId() {
            return chosen.snapshotId();
        }

        @Override
        public List<Path> paths() {
            return chosen.paths();
        }

        @Override
        public Path directory() {
            return directory;
        }

        @Override
        public void close() {
            pins.letGo(this);
        }
    }
}
