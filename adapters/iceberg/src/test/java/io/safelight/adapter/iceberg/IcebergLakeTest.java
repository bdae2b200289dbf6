package io.safelight.adapter.iceberg;

import io.safelight.ports.lake.Lake;
import io.safelight.ports.lake.LakeFiles;
import io.safelight.testkit.lake.LakeContract;
import io.safelight.testkit.lake.SeenRow;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_METHOD)
final class IcebergLakeTest extends LakeContract {
    private static LakeReader reader;

    @TempDir private Path folder;

    @BeforeAll
    static void openReader() {
        reader = LakeReader.open();
    }

    @AfterAll
    static void closeReader() {
        reader.close();
    }

    @Override
    protected Lake open() {
        return IcebergLake.open(
                folder.resolve("it's a lake"), Lakes.FEW_SMALL_FILES, InstantSource.system());
    }

    @Override
    protected List<SeenRow> rows(LakeFiles files) {
        return reader.rows(files);
    }

    @Override
    protected int mostFilesOfOpenBucket() {
        return Lakes.FEW_SMALL_FILES.smallFiles();
    }
}
