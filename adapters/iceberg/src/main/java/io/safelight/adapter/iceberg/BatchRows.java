package io.safelight.adapter.iceberg;

import io.safelight.domain.work.ImageRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;

/**
 * Images as a table of DuckDB, which asks for them while it writes them: nothing is copied into a
 * table first, and only the columns that a statement names are made. Texts go over hundreds at a
 * time, because each call into the library costs more than a short text. For one caller at a time.
 */
final class BatchRows
        implements DuckDBTableFunction<List<ImageRecord>, BatchRows.Reading, BatchRows.Reading> {
    private static final String FUNCTION = "batch_rows";

    /** Few enough that what a row holds is still in the processor's cache for its next column. */
    private static final int ROWS_AT_ONCE = 128;

    /** A chunk takes no more rows after this much text: DuckDB keeps chunks beside its limit. */
    private static final long FULL_CHUNK_BYTES = 8 << 20;

    private List<ImageRecord> images = List.of();
    private @Nullable RuntimeException failure;

    /** For {@code FROM}: the images in their order, under the names and types of the lake. */
    static String table() {
        return ImageColumns.ALL.stream()
                .map(column -> column.type().fromWire(column.name()) + " AS " + column.name())
                .collect(
                        Collectors.joining(", ", "(SELECT ", " FROM " + FUNCTION + "()) AS batch"));
    }

    void register(DuckDBConnection connection) throws SQLException {
        try (var function = DuckDBFunctions.tableFunction()) {
            function.withName(FUNCTION)
                    .withProjectionPushdown()
                    .withFunction(this)
                    .register(connection);
        }
    }

    /** From the next statement on it is these. */
    void set(List<ImageRecord> rows) {
        images = rows;
        failure = null;
    }

    /**
     * Of an exception DuckDB keeps the text only.
     *
     * @throws RuntimeException what a value of an image led to since {@link #set}
     */
    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public List<ImageRecord> bind(DuckDBTableFunctionBindInfo statement) {
        for (ImageColumn column : ImageColumns.ALL) {
            statement.addResultColumn(column.name(), column.type().wire());
        }
        statement.setCardinality(images.size(), true);
        return images;
    }

    @Override
    public Reading init(DuckDBTableFunctionInitInfo statement) {
        statement.setMaxThreads(1);
        var columns = new ImageColumn[Math.toIntExact(statement.getColumnCount())];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = ImageColumns.ALL.get(Math.toIntExact(statement.getColumnIndex(i)));
        }
        return new Reading(statement.getBindData(), columns);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo statement, DuckDBDataChunkWriter chunk) {
        Reading reading = statement.getInitData();
        try {
            return reading.fill(chunk);
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /** One statement's way through the images. */
    static final class Reading {
        private final List<ImageRecord> images;
        private final ImageColumn[] columns;
        private final ColumnWriter writer = new ColumnWriter();
        private int next;

        private Reading(List<ImageRecord> images, ImageColumn[] columns) {
            this.images = images;
            this.columns = columns;
        }

        /**
         * @return how many rows; 0 after the last
         */
        private int fill(DuckDBDataChunkWriter chunk) {
            int most = (int) Math.min(chunk.capacity(), images.size() - next);
            int count = 0;
            long bytes = 0;
            while (count < most && bytes < FULL_CHUNK_BYTES) {
                int end = Math.min(most, count + ROWS_AT_ONCE);
                var rows = images.subList(next + count, next + end);
                for (int i = 0; i < columns.length; i++) {
                    bytes += writer.write(columns[i], rows, chunk.vector(i), count);
                }
                count = end;
            }
            next += count;
            return count;
        }
    }
}
