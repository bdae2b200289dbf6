package io.safelight.adapter.clamd;

import io.safelight.testkit.scanner.ScannerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on a real clamd. */
class ClamdScannerTest extends ScannerContract {
    @TempDir Path folder;

    @Override
    protected Bench open() {
        return new ClamdBench(folder);
    }
}
