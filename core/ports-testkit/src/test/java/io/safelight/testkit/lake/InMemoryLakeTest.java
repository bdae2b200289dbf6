package io.safelight.testkit.lake;

import io.safelight.ports.lake.Lake;
import io.safelight.ports.lake.LakeFiles;
import java.util.List;

final class InMemoryLakeTest extends LakeContract {
    private final InMemoryLake.Disk disk = new InMemoryLake.Disk();

    @Override
    protected Lake open() {
        return InMemoryLake.on(disk);
    }

    @Override
    protected List<SeenRow> rows(LakeFiles files) {
        return InMemoryLake.on(disk).rows(files).stream().map(SeenRow::of).toList();
    }

    @Override
    protected int mostFilesOfOpenBucket() {
        return InMemoryLake.MANY_FILES;
    }
}
