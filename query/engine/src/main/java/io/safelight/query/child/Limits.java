package io.safelight.query.child;

/**
 * What one child may take, told to it when it starts.
 *
 * @param memoryBytes DuckDB's own limit
 * @param threads that DuckDB works with
 */
public record Limits(long memoryBytes, int threads) {}
