package io.safelight.adapter.iceberg;

import java.util.List;
import org.apache.iceberg.DataFile;

/**
 * Files to commit.
 *
 * @param added durable, and in no snapshot yet
 * @param replaced of the snapshot that the change was planned on
 */
record FileChange(List<DataFile> added, List<LakeFile> replaced) {
    FileChange {
        added = List.copyOf(added);
        replaced = List.copyOf(replaced);
    }
}
