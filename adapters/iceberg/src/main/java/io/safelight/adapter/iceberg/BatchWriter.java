package io.safelight.adapter.iceberg;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.lake.LakeBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private static final String IDS = "(SELECT image_id FROM " + DuckDb.BATCH + ")";

    /** Of {@link DataFolder#ORDER} what follows the tenant. */
    private static final Comparator<ImageRecord> WITHIN_TENANT =
            Comparator.comparing((ImageRecord image) -> image.lifetime().receivedAt())
                    .thenComparing(ImageRecord::id);

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
        var added = new ArrayList<DataFile>();
        var replaced = new ArrayList<LakeFile>();
        var files = base.byBucket();
        for (var bucket : sortedByBucket(batch.images()).entrySet()) {
            duckdb.setBatch(bucket.getValue());
            var arrivals = arrivals(bucket.getValue());
            var suspects =
                    files.getOrDefault(bucket.getKey(), List.of()).stream()
                            .filter(file -> file.mayHoldOneOf(arrivals))
                            .toList();
            for (LakeFile file : withOlderRows(suspects)) {
                folder.write(bucket.getKey(), rowsThatStay(file)).ifPresent(added::add);
                replaced.add(file);
            }
            folder.write(bucket.getKey(), DuckDb.BATCH).ifPresent(added::add);
        }
        duckdb.setBatch(List.of());
        requireEveryRow(batch, added, replaced);
        return new FileChange(added, replaced);
    }

    /**
     * In the order of the table: cheaper here than to let DuckDB sort whole rows, and of one tenant
     * they mostly are in order already.
     */
    private static Map<ExpiryBucket, List<ImageRecord>> sortedByBucket(List<ImageRecord> images) {
        var tenants = new TreeMap<ExpiryBucket, TreeMap<String, List<ImageRecord>>>();
        for (ImageRecord image : images) {
            tenants.computeIfAbsent(image.lifetime().bucket(), _ -> new TreeMap<>())
                    .computeIfAbsent(image.origin().tenant().value(), _ -> new ArrayList<>())
                    .add(image);
        }
        var sorted = new TreeMap<ExpiryBucket, List<ImageRecord>>();
        tenants.forEach(
                (bucket, rows) -> {
                    var all = new ArrayList<ImageRecord>();
                    rows.values().forEach(ofTenant -> ofTenant.sort(WITHIN_TENANT));
                    rows.values().forEach(all::addAll);
                    sorted.put(bucket, all);
                });
        return sorted;
    }

    /** When these images arrived, in microseconds, ascending. */
    private static long[] arrivals(List<ImageRecord> images) {
        return images.stream()
                .mapToLong(image -> ColumnWriter.micros(image.lifetime().receivedAt()))
                .sorted()
                .toArray();
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
                                        + " WHERE image_id IN "
                                        + IDS,
                                row -> Path.of(row.getString(1))));
        var hit = suspects.stream().filter(file -> found.contains(file.path())).toList();
        if (hit.size() != found.size()) {
            throw LakeFailure.corrupt("DuckDB names a file by another path: " + found);
        }
        return hit;
    }

    /** In the order of the file, which is the table's. */
    private static String rowsThatStay(LakeFile file) {
        return DataFolder.rowsOf(List.of(file)) + " WHERE image_id NOT IN " + IDS;
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
