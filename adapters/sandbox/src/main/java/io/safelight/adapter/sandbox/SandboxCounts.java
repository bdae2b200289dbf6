package io.safelight.adapter.sandbox;

/**
 * How the children are, for gauges and counters.
 *
 * @param fresh ready and never used
 * @param idle ready for the tenant that they worked for
 * @param busy with an image
 * @param started since the sandbox was opened
 * @param failedStarts since the sandbox was opened
 */
public record SandboxCounts(int fresh, int idle, int busy, long started, long failedStarts) {}
