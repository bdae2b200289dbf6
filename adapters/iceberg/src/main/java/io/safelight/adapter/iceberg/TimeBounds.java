package io.safelight.adapter.iceberg;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest may tell of a file: how many rows, and the bounds of the server's own times. No
 * other value leaks into metadata.
 */
final class TimeBounds {
    static final List<String> COLUMNS =
            List.of(
                    ImageColumns.RECEIVED_AT,
                    "scanned_at",
                    "completed_at",
                    ImageColumns.EXPIRES_AT);

    private static final Types.TimestampType TYPE = Types.TimestampType.withZone();

    private TimeBounds() {}

    /** Asks for what {@link #of} reads: the rows, then for each column values, first and last. */
    static String query(String from) {
        return COLUMNS.stream()
                .map("count(%1$s), epoch_us(min(%1$s)), epoch_us(max(%1$s))"::formatted)
                .collect(Collectors.joining(", ", "SELECT count(*), ", " FROM " + from));
    }

    static DuckDb.Row<Metrics> of() {
        return results -> {
            long rows = results.getLong(1);
            Map<Integer, Long> values = new HashMap<>();
            Map<Integer, Long> nulls = new HashMap<>();
            Map<Integer, ByteBuffer> first = new HashMap<>();
            Map<Integer, ByteBuffer> last = new HashMap<>();
            for (int i = 0; i < COLUMNS.size(); i++) {
                int field = ImageColumns.fieldId(COLUMNS.get(i));
                int at = 2 + 3 * i;
                values.put(field, rows);
                nulls.put(field, rows - results.getLong(at));
                if (results.getLong(at) > 0) {
                    first.put(field, Conversions.toByteBuffer(TYPE, results.getLong(at + 1)));
                    last.put(field, Conversions.toByteBuffer(TYPE, results.getLong(at + 2)));
                }
            }
            return new Metrics(rows, null, values, nulls, null, first, last);
        };
    }

    /** In microseconds, where the manifest tells. */
    static OptionalLong first(DataFile file, String column) {
        return bound(file.lowerBounds(), column);
    }

    /** In microseconds, where the manifest tells. */
    static OptionalLong last(DataFile file, String column) {
        return bound(file.upperBounds(), column);
    }

    private static OptionalLong bound(@Nullable Map<Integer, ByteBuffer> bounds, String column) {
        ByteBuffer bytes = bounds == null ? null : bounds.get(ImageColumns.fieldId(column));
        return bytes == null
                ? OptionalLong.empty()
                : OptionalLong.of(Conversions.<Long>fromByteBuffer(TYPE, bytes));
    }
}
