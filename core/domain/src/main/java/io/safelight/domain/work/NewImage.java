package io.safelight.domain.work;

import io.safelight.domain.expiry.Lifetime;
import io.safelight.domain.image.Content;
import io.safelight.domain.image.Description;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Origin;
import java.util.Optional;

/**
 * An image whose bytes lie in the raw zone and whose row does not exist yet.
 *
 * @param idempotencyKey the sender's; scoped to its tenant
 * @param receiptNonce see {@link ImageRecord#receiptNonce()}
 */
public record NewImage(
        ImageId id,
        Origin origin,
        Description description,
        Content content,
        Lifetime lifetime,
        ObjectRef raw,
        Optional<IdempotencyKey> idempotencyKey,
        String receiptNonce) {}
