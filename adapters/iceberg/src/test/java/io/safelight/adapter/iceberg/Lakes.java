package io.safelight.adapter.iceberg;

import java.time.Duration;

/** Limits for tests. */
final class Lakes {
    static final LakeLimits FEW_SMALL_FILES =
            new LakeLimits(128 << 20, 5, 8 << 20, 256 << 20, 64 << 20, 16, Duration.ofMinutes(15));

    private Lakes() {}
}
