package io.safelight.ports.keys;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;

/** What a bucket key is called. */
public record KeyName(TenantId tenant, ExpiryBucket bucket) {}
