package io.safelight.adapter.iceberg;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.lake.LakeBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;

/**
 * Turns a batch into files: one new file per bucket, and a copy without the older rows of each file
 * that has some.
 *
 * <p>Whether the lake has an image already is not known beforehand. An image's time of arrival
 * never changes and the bounds of each file's times are known, so only the few files whose times
 * include it are asked.
 */
final class BatchWriter {
    private final DuckDb duckdb;
    private final DataFolder folder;

    BatchWriter(DuckDb duckdb, DataFolder folder) {
        this.duckdb = duckdb;
        this.folder = folder;
    }

    FileChange write(LakeBatch batch, TableState base) throws SQLException, IOException {
        if (batch.images().isEmpty()) {
            return new FileChange(List.of(), List.of());
        }
        duckdb.fillBatch(batch.images());
        var added = new ArrayList<DataFile>();
        var replaced = new ArrayList<LakeFile>();
        var files = base.byBucket();
        for (var bucket : arrivals(batch.images()).entrySet()) {
            var suspects =
                    files.getOrDefault(bucket.getKey(), List.of()).stream()
                            .filter(file -> file.mayHoldOneOf(bucket.getValue()))
                            .toList();
            for (LakeFile file : withOlderRows(suspects)) {
                folder.write(bucket.getKey(), rowsThatStay(file)).ifPresent(added::add);
                replaced.add(file);
            }
            folder.write(bucket.getKey(), newRows(bucket.getKey())).ifPresent(added::add);
        }
        duckdb.dropBatch();
        requireEveryRow(batch, added, replaced);
        return new FileChange(added, replaced);
    }

    /** When the images of each bucket arrived, in microseconds. */
    private static Map<ExpiryBucket, NavigableSet<Long>> arrivals(List<ImageRecord> images) {
        var arrivals = new TreeMap<ExpiryBucket, NavigableSet<Long>>();
        for (ImageRecord image : images) {
            Instant at = image.lifetime().receivedAt();
            arrivals.computeIfAbsent(image.lifetime().bucket(), _ -> new TreeSet<>())
                    .add(ChronoUnit.MICROS.between(Instant.EPOCH, at));
        }
        return arrivals;
    }

    private List<LakeFile> withOlderRows(List<LakeFile> suspects) throws SQLException {
        if (suspects.isEmpty()) {
            return List.of();
        }
        var found =
                new HashSet<>(
                        duckdb.query(
                                "SELECT DISTINCT "
                                        + DataFolder.FILE
                                        + " FROM "
                                        + DataFolder.rowsOf(suspects)
                                        + " WHERE image_id IN (SELECT image_id FROM batch)",
                                row -> Path.of(row.getString(1))));
        var hit = suspects.stream().filter(file -> found.contains(file.path())).toList();
        if (hit.size() != found.size()) {
            throw LakeFailure.corrupt("DuckDB names a file by another path: " + found);
        }
        return hit;
    }

    private static String rowsThatStay(LakeFile file) {
        return DataFolder.rowsOf(List.of(file))
                + " WHERE image_id NOT IN (SELECT image_id FROM batch)";
    }

    private static String newRows(ExpiryBucket bucket) {
        return "batch WHERE expiry_bucket = '" + bucket.label() + "'";
    }

    /**
     * Checked after writing and before the commit: no new row lost, no more replaced than given.
     */
    private static void requireEveryRow(
            LakeBatch batch, List<DataFile> added, List<LakeFile> replaced) {
        long before = replaced.stream().mapToLong(file -> file.data().recordCount()).sum();
        long after = added.stream().mapToLong(DataFile::recordCount).sum();
        long images = batch.images().size();
        if (after > before + images || after < Math.max(before, images)) {
            throw LakeFailure.corrupt(
                    "batch %d of %d images makes %d rows of %d"
                            .formatted(batch.number(), images, after, before));
        }
    }
}
