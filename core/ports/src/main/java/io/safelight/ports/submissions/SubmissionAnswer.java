package io.safelight.ports.submissions;

import io.safelight.domain.image.Cause;
import io.safelight.domain.work.ImageRecord;

/** What became of a submission. */
public sealed interface SubmissionAnswer {

    /**
     * Bytes, hash and row are on disk.
     *
     * @param replayed it was there already, under the same id or idempotency key
     * @param receipt compact JWS, see docs/formats/receipt.md
     */
    record Accepted(ImageRecord image, String receipt, boolean replayed)
            implements SubmissionAnswer {}

    /** Nothing is kept of it. */
    record Refused(Refusal refusal, Cause cause) implements SubmissionAnswer {}

    /** Why it was refused. */
    enum Refusal {
        /** Something said of it has not the right form. */
        MALFORMED,
        /** The idempotency key belongs to other bytes. */
        CONFLICT,
        /** Its time was over before it came. */
        EXPIRED,
        /** Too many bytes or pixels. */
        TOO_LARGE,
        /** Not an image of an allowed type. */
        UNSUPPORTED,
        /** The bytes are not those that were announced. */
        DIGEST_MISMATCH,
        /** No place or no time for it now; the same submission may succeed later. */
        UNAVAILABLE
    }
}
