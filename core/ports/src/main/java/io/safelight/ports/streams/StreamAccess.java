package io.safelight.ports.streams;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;

/** Who may write to which topics. Safe for many threads. */
public interface StreamAccess {

    /**
     * Makes the tenant's topics where they lack, and lets {@code user} write to the inbound one and
     * read its dead letters. May be repeated.
     *
     * @param user name for SASL
     * @param password kept only as a salted hash; the latest counts
     * @throws io.safelight.ports.PortException REFUSED when the user is another tenant's or cannot
     *     be a user's name, RETRYABLE when the broker cannot be reached
     */
    void grant(TenantId tenant, String user, String password);

    /**
     * What the principal signs its records with, so that its name is on their images: see {@link
     * StreamPrincipals#signingKey}. A secret; the same at each call.
     */
    String signingKey(TenantId tenant, PrincipalId principal);
}
