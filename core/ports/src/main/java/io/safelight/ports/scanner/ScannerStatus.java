package io.safelight.ports.scanner;

import io.safelight.domain.scan.ScanEngine;

/** Whether a scanner can be asked. */
public sealed interface ScannerStatus {

    /**
     * @param testMode the signatures are a test set: nothing but the EICAR test file is found, and
     *     everyone must be told
     */
    record Ready(ScanEngine engine, boolean testMode) implements ScannerStatus {}

    /**
     * @param why for the operator, with what to do
     */
    record NotReady(String why) implements ScannerStatus {}
}
