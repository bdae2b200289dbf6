package io.safelight.adapter.clamd;

import io.safelight.testkit.scanner.ScannerContract;

/** The contract, on a real clamd. */
class ClamdScannerTest extends ScannerContract {
    @Override
    protected Bench open() {
        return new ClamdBench();
    }
}
