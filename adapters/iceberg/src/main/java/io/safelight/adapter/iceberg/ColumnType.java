package io.safelight.adapter.iceberg;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** What a column holds, in the words of Iceberg, of DuckDB and of Java. */
enum ColumnType {
    UNIQUE_ID("UUID"),
    TEXT("VARCHAR"),
    INTEGER("INTEGER"),
    LONG("BIGINT"),
    DOUBLE("DOUBLE"),
    /** In whole microseconds; what is finer is cut off. */
    TIME("TIMESTAMPTZ"),
    /** A time of day somewhere, in whole microseconds. */
    LOCAL_TIME("TIMESTAMP");

    private final String duckdb;

    ColumnType(String duckdb) {
        this.duckdb = duckdb;
    }

    Type iceberg() {
        return switch (this) {
            case UNIQUE_ID -> Types.UUIDType.get();
            case TEXT -> Types.StringType.get();
            case INTEGER -> Types.IntegerType.get();
            case LONG -> Types.LongType.get();
            case DOUBLE -> Types.DoubleType.get();
            case TIME -> Types.TimestampType.withZone();
            case LOCAL_TIME -> Types.TimestampType.withoutZone();
        };
    }

    String duckdb() {
        return duckdb;
    }

    /** Appends a value, which is null or of the class that belongs to this type. */
    void append(DuckDBAppender row, @Nullable Object value) throws SQLException {
        if (value == null) {
            row.appendNull();
            return;
        }
        switch (this) {
            case UNIQUE_ID -> row.append((UUID) value);
            case TEXT -> row.append((String) value);
            case INTEGER -> row.append(((Integer) value).intValue());
            case LONG -> row.append(((Long) value).longValue());
            case DOUBLE -> row.append(((Double) value).doubleValue());
            case TIME -> row.appendEpochMicros(micros((Instant) value));
            case LOCAL_TIME -> row.append(((LocalDateTime) value).truncatedTo(ChronoUnit.MICROS));
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
