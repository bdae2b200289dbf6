package io.safelight.ports.submissions;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * What a door was given with an image's bytes, as it was given: ingest checks all of it.
 *
 * @param id fixed by the door where the same record must be the same image
 * @param receivedAt whole milliseconds
 */
public record Submission(Optional<ImageId> id, Origin origin, Instant receivedAt, Claims claims) {

    /**
     * What the sender says.
     *
     * @param attributes a JSON object
     * @param sha256 hexadecimal
     */
    public record Claims(
            Optional<String> filename,
            Optional<String> attributes,
            Optional<String> sha256,
            Optional<String> idempotencyKey) {
        public static final Claims NONE =
                new Claims(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
