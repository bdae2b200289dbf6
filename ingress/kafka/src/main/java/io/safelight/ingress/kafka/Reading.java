package io.safelight.ingress.kafka;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageId;
import io.safelight.ports.submissions.Submission;

/** What a record turned out to be. */
sealed interface Reading {

    /** For ingest. */
    record Image(Submission submission) implements Reading {}

    /** For the dead letters. */
    record Bad(ImageId image, Cause cause) implements Reading {}
}
