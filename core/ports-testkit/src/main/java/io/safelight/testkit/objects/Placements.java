package io.safelight.testkit.objects;

import io.safelight.domain.expiry.Retention;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Zone;
import io.safelight.ports.objects.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Placements for tests. */
public final class Placements {
    private static final Retention WEEK = new Retention(Duration.ofDays(7), Duration.ofHours(1));

    private Placements() {}

    public static Placement raw(String tenant, Instant receivedAt, long seed) {
        byte[] entropy = new byte[ImageId.ENTROPY_BYTES];
        new Random(seed).nextBytes(entropy);
        return new Placement(
                Zone.RAW,
                WEEK.from(receivedAt).bucket(),
                new TenantId(tenant),
                ImageId.of(receivedAt, entropy));
    }
}
