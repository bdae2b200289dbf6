package io.safelight.testkit.streams;

import io.safelight.ports.streams.StreamCoordinates;
import io.safelight.ports.submissions.Submission;
import java.time.Instant;

/** A record as it lies on an inbound topic. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredRecord(
        StreamCoordinates at, Instant appendedAt, byte[] value, Submission.Claims claims) {}
