package io.safelight.testkit.lake;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.lake.Lake;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.ports.lake.LakeFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The lake without files: its paths name lists of rows on a {@link Disk}, which {@link #rows}
 * reads. It keeps no old snapshots, so the age of {@link #expireSnapshots} is of no account.
 */
public final class InMemoryLake implements Lake {
    /** From this many files on, a bucket that is not closed is compacted too. */
    public static final int MANY_FILES = 8;

    private final Disk disk;
    private boolean closed;

    private InMemoryLake(Disk disk) {
        this.disk = disk;
    }

    /** A lake on what an earlier one left on the same disk. */
    public static InMemoryLake on(Disk disk) {
        return new InMemoryLake(disk);
    }

    @Override
    public long lastBatch() {
        synchronized (disk) {
            requireOpen();
            return disk.lastBatch;
        }
    }

    @Override
    public void commit(LakeBatch batch) {
        synchronized (disk) {
            requireOpen();
            if (batch.number() <= disk.lastBatch) {
                return;
            }
            if (batch.number() > disk.lastBatch + 1) {
                throw new PortException(
                        Port.LAKE,
                        PortException.Kind.REFUSED,
                        "batch " + batch.number() + " after " + disk.lastBatch);
            }
            var ids = new HashSet<ImageId>();
            batch.images().forEach(image -> ids.add(image.id()));
            List.copyOf(disk.current).forEach(path -> disk.without(path, ids));
            byBucket(batch.images()).forEach((bucket, rows) -> disk.add(bucket, rows));
            disk.lastBatch = batch.number();
        }
    }

    @Override
    public LakeFiles files(Instant now) {
        synchronized (disk) {
            requireOpen();
            var paths =
                    disk.current.stream()
                            .filter(
                                    path ->
                                            disk.read(path).stream()
                                                    .anyMatch(row -> !row.lifetime().isOver(now)))
                            .toList();
            var pin = new Pin(disk, disk.lastBatch, paths);
            disk.pins.add(pin);
            return pin;
        }
    }

    @Override
    public int compact(Instant closedBefore) {
        synchronized (disk) {
            requireOpen();
            var buckets = new TreeMap<ExpiryBucket, List<Path>>();
            for (Path path : disk.current) {
                var bucket = disk.read(path).getFirst().lifetime().bucket();
                buckets.computeIfAbsent(bucket, _ -> new ArrayList<>()).add(path);
            }
            int rewritten = 0;
            for (var entry : buckets.entrySet()) {
                int most = entry.getKey().end().isBefore(closedBefore) ? 1 : MANY_FILES;
                if (entry.getValue().size() > most) {
                    var rows = new ArrayList<ImageRecord>();
                    entry.getValue().forEach(path -> rows.addAll(disk.read(path)));
                    disk.current.removeAll(entry.getValue());
                    disk.add(entry.getKey(), rows);
                    rewritten++;
                }
            }
            return rewritten;
        }
    }

    @Override
    public void expireSnapshots(Duration age) {
        synchronized (disk) {
            requireOpen();
            var held = new HashSet<>(disk.current);
            disk.pins.forEach(pin -> held.addAll(pin.paths()));
            disk.files.keySet().retainAll(held);
        }
    }

    /** The rows of files that are still there. */
    public List<ImageRecord> rows(LakeFiles files) {
        synchronized (disk) {
            return files.paths().stream().flatMap(path -> disk.read(path).stream()).toList();
        }
    }

    @Override
    public void close() {
        synchronized (disk) {
            closed = true;
            disk.pins.clear();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the lake is closed");
        }
    }

    private static Map<ExpiryBucket, List<ImageRecord>> byBucket(List<ImageRecord> images) {
        var buckets = new TreeMap<ExpiryBucket, List<ImageRecord>>();
        for (ImageRecord image : images) {
            buckets.computeIfAbsent(image.lifetime().bucket(), _ -> new ArrayList<>()).add(image);
        }
        return buckets;
    }

    /** What outlives a lake. */
    public static final class Disk {
        private static final Path FOLDER = Path.of("/in-memory-lake");
        private final Map<Path, List<ImageRecord>> files = new HashMap<>();
        private final Set<Path> current = new HashSet<>();
        private final Set<Pin> pins = new HashSet<>();
        private long lastBatch;
        private long lastFile;

        private void add(ExpiryBucket bucket, List<ImageRecord> rows) {
            if (!rows.isEmpty()) {
                var path = FOLDER.resolve(bucket.label()).resolve(++lastFile + ".rows");
                var sorted = new ArrayList<>(rows);
                sorted.sort(
                        Comparator.comparing((ImageRecord row) -> row.origin().tenant())
                                .thenComparing(ImageRecord::id));
                files.put(path, List.copyOf(sorted));
                current.add(path);
            }
        }

        private void without(Path path, Set<ImageId> ids) {
            var rows = new LinkedHashMap<ImageId, ImageRecord>();
            read(path).forEach(row -> rows.put(row.id(), row));
            if (rows.keySet().removeAll(ids)) {
                var bucket = read(path).getFirst().lifetime().bucket();
                current.remove(path);
                add(bucket, List.copyOf(rows.values()));
            }
        }

        private List<ImageRecord> read(Path path) {
            var rows = files.get(path);
            if (rows == null) {
                throw new PortException(Port.LAKE, PortException.Kind.MISSING, "no file " + path);
            }
            return rows;
        }
    }

    private static final class Pin implements LakeFiles {
        private final Disk disk;
        private final long snapshotId;
        private final List<Path> paths;

        private Pin(Disk disk, long snapshotId, List<Path> paths) {
            this.disk = disk;
            this.snapshotId = snapshotId;
            this.paths = paths;
        }

        @Override
        public long snapshotId() {
            return snapshotId;
        }

        @Override
        public List<Path> paths() {
            return paths;
        }

        @Override
        public Path directory() {
            return Disk.FOLDER;
        }

        @Override
        public void close() {
            synchronized (disk) {
                disk.pins.remove(this);
            }
        }
    }
}
