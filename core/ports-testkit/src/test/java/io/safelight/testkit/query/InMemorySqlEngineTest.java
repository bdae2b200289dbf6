package io.safelight.testkit.query;

import io.safelight.ports.query.SqlEngine;
import java.util.List;

class InMemorySqlEngineTest extends SqlEngineContract {
    @Override
    protected SqlEngine engine(List<SampleImage> images) {
        return new InMemorySqlEngine(images, NOW, MAX_ROWS);
    }
}
