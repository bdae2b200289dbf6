package io.safelight.scan;

import io.safelight.domain.scan.ScanPolicy;
import io.safelight.settings.Settings;

/** How often an image may be undecided by its own fault. */
public record ScanSettings(ScanPolicy policy) {

    public static ScanSettings from(Settings settings) {
        return new ScanSettings(
                new ScanPolicy(
                        settings.count(
                                "scan.max-tries",
                                "Scans that time out or go over a limit before an image is"
                                        + " quarantined.",
                                3,
                                1,
                                20)));
    }
}
