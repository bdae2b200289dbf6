package io.safelight.adapter.iceberg;

import io.safelight.domain.expiry.ExpiryBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes data files: sorted Parquet that appears whole and durable under its bucket, and is read
 * once before it counts. Remembers what it wrote, so that a change that does not come to pass
 * leaves nothing. One instance serves one change.
 */
final class DataFolder {
    private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

    /** The column of {@link #rowsOf} that names a row's file. */
    static final String FILE = "lake_file";

    /** Of the rows within a file, after {@code FROM}. */
    static final String ORDER = " ORDER BY tenant, received_at, image_id";

    // A group is in memory until it is written: of ordinary rows some 15 MB, of wide ones a part of
    // the memory, because DuckDB holds it several times over.
    private static final int ROW_GROUP_ROWS = 8192;
    private static final int GROUPS_IN_MEMORY = 16;

    private final Folders folders;
    private final ImagesTable table;
    private final DuckDb duckdb;
    private final String prefix;
    private final List<Path> written = new ArrayList<>();

    /**
     * @param batch names the files, for whoever looks into the folder
     */
    DataFolder(Folders folders, ImagesTable table, DuckDb duckdb, long batch) {
        this.folders = folders;
        this.table = table;
        this.duckdb = duckdb;
        this.prefix = "%010d-".formatted(batch);
    }

    /** For {@code FROM}: the rows of these files, with the name of each row's file. */
    static String rowsOf(List<LakeFile> files) {
        return files.stream()
                .map(file -> DuckDb.quoted(file.path()))
                .collect(
                        Collectors.joining(
                                ", ",
                                "read_parquet([",
                                "], filename = '" + FILE + "', hive_partitioning = false)"));
    }

    /**
     * Writes the rows of one bucket as a file, or no file where there are none.
     *
     * @param from what follows {@code FROM}: rows in the order of the table
     */
    Optional<DataFile> write(ExpiryBucket bucket, String from) throws SQLException, IOException {
        Path draft = folders.scratch().resolve(prefix + UUID.randomUUID() + ".parquet");
        written.add(draft);
        long rows = copied(from, draft);
        if (rows == 0) {
            Files.delete(draft);
            return Optional.empty();
        }
        Path place = folders.data().resolve(bucket.label()).resolve(draft.getFileName());
        written.add(place);
        Durable.publish(draft, place);
        var metrics =
                duckdb.query(
                                TimeBounds.query(
                                        "read_parquet(["
                                                + DuckDb.quoted(place)
                                                + "], hive_partitioning = false)"),
                                TimeBounds.of())
                        .getFirst();
        if (metrics.recordCount() != rows) {
            throw LakeFailure.corrupt(place + " has " + metrics.recordCount() + " rows of " + rows);
        }
        return Optional.of(table.dataFile(place, Files.size(place), bucket, metrics));
    }

    private long copied(String from, Path draft) throws SQLException, IOException {
        try {
            return duckdb.execute(copy(from, draft));
        } catch (SQLException | RuntimeException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    /** Deletes what was written; never after a commit whose outcome is unknown. */
    void discard() {
        for (Path file : written) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                log.atWarn().addKeyValue("file", file).setCause(e).log("lake.file.left-for-sweep");
            }
        }
    }

    private String copy(String from, Path target) {
        return "COPY (SELECT "
                + ImageColumns.names()
                + " FROM "
                + from
                + ") TO "
                + DuckDb.quoted(target)
                // Level 1 makes files of JSON as small as level 3 does. What is hardly ever the
                // same twice (digests, documents) is not worth a dictionary.
                + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1,"
                + " DICTIONARY_SIZE_LIMIT 1000, USE_TMP_FILE false, ROW_GROUP_SIZE_BYTES '"
                + duckdb.memoryBytes() / GROUPS_IN_MEMORY
                + "B', ROW_GROUP_SIZE "
                + ROW_GROUP_ROWS
                + ", FIELD_IDS "
                + ImageColumns.fieldIds()
                + ")";
    }
}
