package io.safelight.ports.lake;

import java.nio.file.Path;
import java.util.List;

/**
 * Parquet files of one snapshot, kept readable until closed. A lake may set a longest time after
 * which it stops waiting for the close.
 */
public interface LakeFiles extends AutoCloseable {

    long snapshotId();

    /** Absolute, immutable while open. */
    List<Path> paths();

    /** Holds all {@link #paths()}, and nothing that a reader of them may not see. */
    Path directory();

    @Override
    void close();
}
