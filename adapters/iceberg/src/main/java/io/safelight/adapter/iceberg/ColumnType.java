package io.safelight.adapter.iceberg;

import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.duckdb.DuckDBColumnType;

/** What a column holds, in the words of Iceberg and of DuckDB. */
enum ColumnType {
    UNIQUE_ID,
    TEXT,
    /** JSON, as text. */
    DOCUMENT,
    INTEGER,
    LONG,
    DOUBLE,
    /** In whole microseconds; what is finer is cut off. */
    TIME,
    /** A time of day somewhere, in whole microseconds. */
    LOCAL_TIME;

    Type iceberg() {
        return switch (this) {
            case UNIQUE_ID -> Types.UUIDType.get();
            case TEXT, DOCUMENT -> Types.StringType.get();
            case INTEGER -> Types.IntegerType.get();
            case LONG -> Types.LongType.get();
            case DOUBLE -> Types.DoubleType.get();
            case TIME -> Types.TimestampType.withZone();
            case LOCAL_TIME -> Types.TimestampType.withoutZone();
        };
    }

    /** As what it is handed to DuckDB, which takes no ids and no times as numbers. */
    DuckDBColumnType wire() {
        return switch (this) {
            case UNIQUE_ID, TEXT, DOCUMENT -> DuckDBColumnType.VARCHAR;
            case INTEGER -> DuckDBColumnType.INTEGER;
            case LONG, TIME, LOCAL_TIME -> DuckDBColumnType.BIGINT;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
        };
    }

    /** The value of a column that was handed over. */
    String fromWire(String column) {
        return switch (this) {
            case UNIQUE_ID -> column + "::UUID";
            case TIME -> "make_timestamptz(" + column + ")";
            case LOCAL_TIME -> "make_timestamp(" + column + ")";
            case TEXT, DOCUMENT, INTEGER, LONG, DOUBLE -> column;
        };
    }

    boolean isText() {
        return wire() == DuckDBColumnType.VARCHAR;
    }
}
