/**
 * The lake as an Apache Iceberg table on local files: metadata by Iceberg, Parquet by DuckDB, the
 * catalog in an SQLite file.
 */
@NullMarked
package io.safelight.adapter.iceberg;

import org.jspecify.annotations.NullMarked;
