package io.safelight.adapter.iceberg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which files of a bucket become one. Every rewrite leaves fewer files, so compaction ends. */
final class CompactionPlan {
    private static final int MAX_FILES_OF_ONE = 500;

    private CompactionPlan() {}

    /**
     * @param files of one bucket
     * @param closed whether the bucket gets no more arrivals
     * @return groups of at least two files
     */
    static List<List<LakeFile>> of(List<LakeFile> files, boolean closed, LakeLimits limits) {
        long tooLarge = closed ? limits.fullFileBytes() : limits.smallFileBytes();
        var candidates =
                files.stream()
                        .filter(file -> file.bytes() < tooLarge)
                        .sorted(Comparator.comparingLong(LakeFile::receivedFrom))
                        .toList();
        if (!closed && candidates.size() <= limits.smallFiles()) {
            return List.of();
        }
        return grouped(candidates, limits.fullFileBytes());
    }

    /** Neighbours in time go together, so that the times of the new files overlap little. */
    private static List<List<LakeFile>> grouped(List<LakeFile> candidates, long fullBytes) {
        var groups = new ArrayList<List<LakeFile>>();
        var group = new ArrayList<LakeFile>();
        long bytes = 0;
        for (LakeFile file : candidates) {
            if (bytes + file.bytes() > fullBytes || group.size() == MAX_FILES_OF_ONE) {
                groups.add(List.copyOf(group));
                group.clear();
                bytes = 0;
            }
            group.add(file);
            bytes += file.bytes();
        }
        groups.add(List.copyOf(group));
        groups.removeIf(files -> files.size() < 2);
        return groups;
    }
}
