package io.safelight.domain.work;

/** An image together with the right to work on it. */
public record Claimed(ImageRecord image, Claim claim) {}
