package io.safelight.ports.objects;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Zone;

/** What an object is filed under: first the hour in which it must die. */
public record Placement(Zone zone, ExpiryBucket bucket, TenantId tenant, ImageId image) {}
