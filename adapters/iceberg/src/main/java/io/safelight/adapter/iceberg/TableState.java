package io.safelight.adapter.iceberg;

import io.safelight.domain.expiry.ExpiryBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The table as it stood after one commit. Immutable.
 *
 * @param snapshotId 0 before the first commit
 */
record TableState(long snapshotId, long lastBatch, List<LakeFile> files) {

    TableState {
        files = List.copyOf(files);
    }

    NavigableMap<ExpiryBucket, List<LakeFile>> byBucket() {
        var buckets = new TreeMap<ExpiryBucket, List<LakeFile>>();
        for (LakeFile file : files) {
            buckets.computeIfAbsent(file.bucket(), _ -> new ArrayList<>()).add(file);
        }
        return buckets;
    }
}
