package io.safelight.ingress.kafka;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one broker. Their tenants differ, and so do the groups of their doors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
abstract class OnTestCluster {
    Path folder;
    TestCluster cluster;

    @BeforeAll
    final void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        cluster = new TestCluster(temporary);
    }

    @AfterAll
    final void stop() {
        cluster.close();
    }
}
