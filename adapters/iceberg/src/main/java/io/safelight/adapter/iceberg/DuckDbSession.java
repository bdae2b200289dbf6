package io.safelight.adapter.iceberg;

import io.safelight.ports.PortException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Opens DuckDB when it is first needed (its library takes half a second to load) and again after it
 * failed. For one caller at a time.
 */
final class DuckDbSession implements AutoCloseable {
    private final Path folder;
    private final Path scratch;
    private final long memoryBytes;
    private @Nullable DuckDb duckdb;

    DuckDbSession(Path folder, Path scratch, long memoryBytes) {
        this.folder = folder;
        this.scratch = scratch;
        this.memoryBytes = memoryBytes;
    }

    /**
     * @throws io.safelight.ports.PortException RETRYABLE when DuckDB or the disk fails
     */
    <T> T run(String what, Work<T> work) {
        try {
            var current = duckdb;
            if (current == null) {
                current = DuckDb.open(folder, scratch, memoryBytes);
                duckdb = current;
            }
            return work.with(current);
        } catch (SQLException | IOException e) {
            throw failed(what, e);
        }
    }

    /** After some errors DuckDB refuses everything until it is opened again. */
    private PortException failed(String what, Exception cause) {
        var failure = LakeFailure.retryable(what, cause);
        try {
            close();
        } catch (PortException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    @Override
    public void close() {
        var current = duckdb;
        duckdb = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                throw LakeFailure.retryable("closing DuckDB", e);
            }
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T with(DuckDb duckdb) throws SQLException, IOException;
    }
}
