package io.safelight.testkit.query;

import java.time.Instant;

/** One row of {@code images}, as far as the contract looks at it. */
public record SampleImage(String tenant, String filename, long bytes, Instant expiresAt) {}
