package io.safelight.testkit.streams;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.ports.streams.StreamCoordinates;
import io.safelight.ports.submissions.Submission;
import java.time.Instant;
import java.util.Optional;

/**
 * A record as it lies on an inbound topic.
 *
 * @param contentType what its header says
 * @param signer who proves to have written it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredRecord(
        StreamCoordinates at,
        Instant appendedAt,
        byte[] value,
        Submission.Claims claims,
        Optional<String> contentType,
        Optional<PrincipalId> signer) {}
