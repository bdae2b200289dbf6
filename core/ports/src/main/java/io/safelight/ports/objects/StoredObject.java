package io.safelight.ports.objects;

import io.safelight.domain.image.ObjectRef;
import java.time.Instant;

/** An object as its store sees it. */
public record StoredObject(ObjectRef object, Placement placement, long bytes, Instant writtenAt) {}
