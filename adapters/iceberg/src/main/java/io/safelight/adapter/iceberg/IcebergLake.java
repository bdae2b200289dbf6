package io.safelight.adapter.iceberg;

import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.lake.Lake;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.ports.lake.LakeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.jdbc.UncheckedInterruptedException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/**
 * The lake as the Iceberg table {@code safelight.images} on local files: {@code catalog.sqlite},
 * {@code images/metadata} and {@code images/data/<bucket>}. One process at a time opens it; other
 * engines may read it. A reading keeps its files within this process only, and no longer than
 * {@link LakeLimits#longestReading()}.
 */
public final class IcebergLake implements Lake {
    private final InstantSource clock;
    private final LakeLimits limits;
    private final Parts parts;
    private final ReentrantLock writing = new ReentrantLock();
    // Changed under writing; read by anyone.
    private volatile TableState state;
    // Guarded by writing: the outcome of a commit is unknown, so the state is to be loaded again.
    private boolean stale;

    private IcebergLake(InstantSource clock, LakeLimits limits, Parts parts, TableState state) {
        this.clock = clock;
        this.limits = limits;
        this.parts = parts;
        this.state = state;
    }

    /**
     * Opens the lake in a folder of its own, makes it where there is none, and clears away what a
     * crash left unfinished.
     *
     * @throws PortException REFUSED when another process has it open or it is not a lake of this
     *     version; RETRYABLE when the disk fails
     */
    public static IcebergLake open(Path root, LakeLimits limits, InstantSource clock) {
        try {
            var folders = Folders.make(root);
            var lock = FolderLock.take(folders.lock());
            try {
                return open(folders, lock, limits, clock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | UncheckedIOException | UncheckedSQLException e) {
            throw LakeFailure.retryable("opening the lake in " + root, e);
        } catch (NotFoundException e) {
            throw LakeFailure.refused("opening the lake in " + root + ": " + e.getMessage());
        }
    }

    private static IcebergLake open(
            Folders folders, FolderLock lock, LakeLimits limits, InstantSource clock)
            throws IOException {
        folders.clearScratch();
        var io = new LocalFileIO(folders.root());
        var catalog = Catalog.open(folders.catalog(), folders.root(), io);
        try {
            var images = catalog.images(folders.table());
            var table = new ImagesTable(images, io);
            var duckdb = new DuckDbSession(folders.root(), folders.scratch(), limits.memoryBytes());
            var pins = new Pins(clock, folders.data(), limits);
            var sweep = new Sweep(images, io, folders, pins);
            var parts = new Parts(folders, lock, catalog, table, duckdb, pins, sweep);
            return new IcebergLake(clock, limits, parts, table.load());
        } catch (RuntimeException e) {
            catalog.close();
            throw e;
        }
    }

    @Override
    public long lastBatch() {
        return locked("the last batch", () -> state.lastBatch());
    }

    @Override
    public void commit(LakeBatch batch) {
        locked("batch " + batch.number(), () -> commitOnce(batch));
    }

    @Override
    public LakeFiles files(Instant now) {
        return parts.pins()
                .pin(
                        () -> {
                            var current = state;
                            var paths =
                                    current.files().stream()
                                            .filter(file -> file.expiredBy().isAfter(now))
                                            .map(LakeFile::path)
                                            .toList();
                            return new Pins.Chosen(current.snapshotId(), paths);
                        });
    }

    @Override
    public int compact(Instant closedBefore) {
        return locked("compaction", () -> compactRound(closedBefore));
    }

    @Override
    public void expireSnapshots(Duration age) {
        locked(
                "expiry of snapshots",
                () -> {
                    Instant before = clock.instant().minus(age);
                    stale = true;
                    Snapshots.expire(parts.table().table(), before);
                    parts.sweep().run(before);
                    return before;
                });
    }

    @Override
    public void close() {
        writing.lock();
        try {
            parts.close();
        } finally {
            writing.unlock();
        }
    }

    private boolean commitOnce(LakeBatch batch) {
        var base = state;
        if (batch.number() > base.lastBatch() + 1) {
            throw LakeFailure.refused("batch " + batch.number() + " after " + base.lastBatch());
        }
        if (batch.number() <= base.lastBatch()) {
            return false;
        }
        change(
                batch.number(),
                (duckdb, folder) -> new BatchWriter(duckdb, folder).write(batch, base),
                change -> parts.table().commitBatch(base, batch.number(), change));
        return true;
    }

    private int compactRound(Instant closedBefore) {
        int buckets = 0;
        long read = 0;
        for (var bucket : state.byBucket().entrySet()) {
            boolean closed = bucket.getKey().end().isBefore(closedBefore);
            var groups = CompactionPlan.of(bucket.getValue(), closed, limits);
            if (!groups.isEmpty() && rewrite(groups)) {
                buckets++;
                read += groups.stream().flatMap(List::stream).mapToLong(LakeFile::bytes).sum();
            }
            if (read >= limits.roundBytes()) {
                break;
            }
        }
        return buckets;
    }

    /**
     * @return whether there are fewer files now
     */
    private boolean rewrite(List<List<LakeFile>> groups) {
        var base = state;
        change(
                base.lastBatch(),
                (_, folder) -> new Merger(folder).merge(groups),
                change -> {
                    if (!change.replaced().isEmpty()) {
                        parts.table().commitRewrite(base, change);
                    }
                });
        return state.snapshotId() != base.snapshotId();
    }

    /** Writes files, commits them and shows the new state; or leaves nothing. */
    private void change(long batch, Write write, Consumer<FileChange> commit) {
        parts.duckdb()
                .run(
                        "writing files",
                        duckdb -> {
                            var folder =
                                    new DataFolder(parts.folders(), parts.table(), duckdb, batch);
                            try {
                                var change = write.with(duckdb, folder);
                                stale = true;
                                commit.accept(change);
                                return change;
                            } catch (SQLException | IOException | RuntimeException e) {
                                if (!(e instanceof PortException port)
                                        || port.kind() != Kind.UNKNOWN_OUTCOME) {
                                    folder.discard();
                                }
                                throw e;
                            }
                        });
        try {
            reload();
        } catch (RuntimeException e) {
            throw LakeFailure.unknownOutcome("committed, but not read back", e);
        }
    }

    private void reload() {
        state = parts.table().load();
        stale = false;
    }

    private <T> T locked(String what, Work<T> work) {
        writing.lock();
        try {
            if (stale) {
                reload();
            }
            return work.run();
        } catch (IOException
                | UncheckedIOException
                | UncheckedSQLException
                | UncheckedInterruptedException
                | CommitFailedException e) {
            throw LakeFailure.retryable(what, e);
        } catch (NotFoundException e) {
            throw LakeFailure.corrupt(what + ": " + e.getMessage());
        } finally {
            writing.unlock();
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    @FunctionalInterface
    private interface Write {
        FileChange with(DuckDb duckdb, DataFolder folder) throws SQLException, IOException;
    }

    private record Parts(
            Folders folders,
            FolderLock lock,
            Catalog catalog,
            ImagesTable table,
            DuckDbSession duckdb,
            Pins pins,
            Sweep sweep)
            implements AutoCloseable {

        /** Each is closed even when another fails; the lock last. */
        @Override
        @SuppressWarnings("try")
        public void close() {
            try (lock;
                    catalog;
                    duckdb) {
                // Closing is all there is to do.
            }
        }
    }
}
