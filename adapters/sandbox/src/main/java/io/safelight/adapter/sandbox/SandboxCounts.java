package io.safelight.adapter.sandbox;

import java.util.Map;

/**
 * How the children are, for gauges and counters.
 *
 * @param fresh ready and never used
 * @param idle ready for the tenant that they worked for
 * @param busy with an image
 * @param started since the sandbox was opened
 * @param failedStarts since the sandbox was opened
 * @param deaths with an image, since the sandbox was opened, by the code of their cause; a cause
 *     without any is there with 0
 */
public record SandboxCounts(
        int fresh, int idle, int busy, long started, long failedStarts, Map<String, Long> deaths) {
    public SandboxCounts {
        deaths = Map.copyOf(deaths);
    }

    SandboxCounts(int fresh, int idle, int busy, long started, long failedStarts) {
        this(fresh, idle, busy, started, failedStarts, Map.of());
    }

    SandboxCounts with(Map<String, Long> deaths) {
        return new SandboxCounts(fresh, idle, busy, started, failedStarts, deaths);
    }
}
