package io.safelight.adapter.iceberg;

import io.safelight.domain.expiry.ExpiryBucket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.util.SnapshotUtil;

/** Reads and commits the table. For one caller at a time. */
final class ImagesTable {
    private static final String BATCH = "safelight.batch";

    private final Table table;
    private final LocalFileIO io;
    // Manifests never change: those of the last state need no second reading.
    private Map<String, List<LakeFile>> manifests = Map.of();

    ImagesTable(Table table, LocalFileIO io) {
        this.table = table;
        this.io = io;
    }

    Table table() {
        return table;
    }

    /** As the catalog has it now. */
    TableState load() {
        table.refresh();
        Snapshot snapshot = table.currentSnapshot();
        if (snapshot == null) {
            return new TableState(0, 0, List.of());
        }
        var read = new HashMap<String, List<LakeFile>>();
        var files = new ArrayList<LakeFile>();
        for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
            var listed = manifests.get(manifest.path());
            var entries = listed == null ? read(manifest) : listed;
            read.put(manifest.path(), entries);
            files.addAll(entries);
        }
        manifests = read;
        return new TableState(snapshot.snapshotId(), batchOf(snapshot), files);
    }

    DataFile dataFile(Path path, long bytes, ExpiryBucket bucket, Metrics metrics) {
        var partition = new PartitionData(table.spec().partitionType());
        partition.set(0, bucket.label());
        return DataFiles.builder(table.spec())
                .withPath(LocalFileIO.location(path))
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(bytes)
                .withPartition(partition)
                .withMetrics(metrics)
                .withSortOrder(table.sortOrder())
                .build();
    }

    /** Adds rows, and replaces the files that held older rows of the same images. */
    void commitBatch(TableState base, long batch, FileChange change) {
        if (change.replaced().isEmpty()) {
            AppendFiles append = table.newAppend();
            change.added().forEach(append::appendFile);
            commit(append, base, batch);
        } else {
            OverwriteFiles overwrite = table.newOverwrite();
            change.replaced().forEach(file -> overwrite.deleteFile(file.data()));
            change.added().forEach(overwrite::addFile);
            commit(overwrite, base, batch);
        }
    }

    /** The same rows in other files. */
    void commitRewrite(TableState base, FileChange change) {
        RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(base.snapshotId());
        change.replaced().forEach(file -> rewrite.deleteFile(file.data()));
        change.added().forEach(rewrite::addFile);
        commit(rewrite, base, base.lastBatch());
    }

    /**
     * Commits on exactly the snapshot that the change was planned on: with that the last batch is
     * the one before this, and every file that is to be replaced is there.
     */
    private <U extends SnapshotUpdate<U>> void commit(U update, TableState base, long batch) {
        try {
            update.set(BATCH, Long.toString(batch))
                    .validateWith(ancestors -> newest(ancestors) == base.snapshotId())
                    .commit();
        } catch (RuntimeException e) {
            if (e instanceof CleanableFailure) {
                throw LakeFailure.retryable("batch " + batch + " was not committed", e);
            }
            throw LakeFailure.unknownOutcome("batch " + batch + " may be committed", e);
        }
    }

    private static long newest(Iterable<Snapshot> ancestors) {
        var newestFirst = ancestors.iterator();
        return newestFirst.hasNext() ? newestFirst.next().snapshotId() : 0;
    }

    private List<LakeFile> read(ManifestFile manifest) {
        var files = new ArrayList<LakeFile>();
        try (var entries = ManifestFiles.read(manifest, table.io(), table.specs())) {
            entries.forEach(file -> files.add(LakeFile.of(file, io.path(file.location()))));
        } catch (IOException e) {
            throw LakeFailure.retryable("reading " + manifest.path(), e);
        }
        return List.copyOf(files);
    }

    /** Another engine's maintenance does not carry the number on: then it is an ancestor's. */
    private long batchOf(Snapshot current) {
        for (Snapshot snapshot : SnapshotUtil.ancestorsOf(current.snapshotId(), table::snapshot)) {
            String batch =
                    Objects.requireNonNullElse(snapshot.summary(), Map.<String, String>of())
                            .get(BATCH);
            if (batch != null) {
                return Long.parseLong(batch);
            }
        }
        throw LakeFailure.corrupt(
                "no snapshot of "
                        + table.name()
                        + " tells its last batch: was it maintained by another program?");
    }
}
