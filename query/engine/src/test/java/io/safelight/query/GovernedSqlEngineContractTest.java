package io.safelight.query;

import io.safelight.ports.query.SqlEngine;
import io.safelight.telemetry.Meters;
import io.safelight.testkit.query.SampleImage;
import io.safelight.testkit.query.SqlEngineContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class GovernedSqlEngineContractTest extends SqlEngineContract {
    @TempDir Path folder;

    @Override
    protected SqlEngine engine(List<SampleImage> images) throws IOException {
        QuerySettings settings =
                Asking.settings(Map.of("query.max-rows", Integer.toString(MAX_ROWS)));
        var lake = new ParquetLake(Files.createDirectories(folder.resolve("lake")));
        lake.add(images);
        return GovernedSqlEngine.start(
                lake, settings, InstantSource.fixed(NOW), Asking.jails(settings), Meters.none());
    }
}
