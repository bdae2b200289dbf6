package io.safelight.adapter.iceberg;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one file of several, sorted anew. DuckDB sorts whole rows and needs most of them in memory,
 * and how much a file holds cannot be told from its size; so a group that turns out to be too large
 * is halved, and files of which not even two fit stay as they are. One instance serves one change.
 */
final class Merger {
    private static final Logger log = LoggerFactory.getLogger(Merger.class);

    private final DataFolder folder;
    private final List<DataFile> added = new ArrayList<>();
    private final List<LakeFile> replaced = new ArrayList<>();

    Merger(DataFolder folder) {
        this.folder = folder;
    }

    /**
     * @param groups of at least two files, each group of one bucket
     */
    FileChange merge(List<List<LakeFile>> groups) throws SQLException, IOException {
        for (List<LakeFile> group : groups) {
            mergeGroup(group);
        }
        return new FileChange(added, replaced);
    }

    private void mergeGroup(List<LakeFile> group) throws SQLException, IOException {
        if (group.size() < 2) {
            return;
        }
        try {
            added.add(merged(group));
            replaced.addAll(group);
        } catch (SQLException e) {
            if (!DuckDb.lacksMemory(e)) {
                throw e;
            }
            log.atWarn()
                    .addKeyValue("bucket", group.getFirst().bucket())
                    .addKeyValue("files", group.size())
                    .log("lake.merge.too-large");
            int half = group.size() / 2;
            mergeGroup(group.subList(0, half));
            mergeGroup(group.subList(half, group.size()));
        }
    }

    private DataFile merged(List<LakeFile> group) throws SQLException, IOException {
        var file =
                folder.write(group.getFirst().bucket(), DataFolder.rowsOf(group) + DataFolder.ORDER)
                        .orElseThrow();
        long rows = group.stream().mapToLong(part -> part.data().recordCount()).sum();
        if (file.recordCount() != rows) {
            throw LakeFailure.corrupt(rows + " rows became " + file.recordCount());
        }
        return file;
    }
}
