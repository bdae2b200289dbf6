package io.safelight.ports.streams;

import io.safelight.domain.image.ImageId;

/** Where a record went, and which image it will be. */
public record Published(String topic, int partition, long offset, ImageId image) {}
