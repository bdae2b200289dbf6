package io.safelight.ports.streams;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.submissions.Submission;

/** Puts images on the stream instead of ingesting them. Safe for many threads. */
public interface StreamPublisher {

    /** The largest value that {@link #publish} takes. */
    long maxBytes();

    /**
     * Publishes to the tenant's inbound topic; durable when this returns. The record says and
     * proves who wrote it: see {@link StreamPrincipals}.
     *
     * @param claims become the record's headers
     * @throws io.safelight.ports.PortException RETRYABLE when the broker cannot be reached,
     *     UNKNOWN_OUTCOME when the record may have been taken
     */
    Published publish(
            TenantId tenant, PrincipalId principal, byte[] value, Submission.Claims claims);
}
