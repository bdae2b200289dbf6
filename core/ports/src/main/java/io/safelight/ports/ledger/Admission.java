package io.safelight.ports.ledger;

import io.safelight.domain.work.ImageRecord;

/** What became of a new row. */
public sealed interface Admission {

    record Admitted(ImageRecord image) implements Admission {}

    /**
     * An image with this id, or with this idempotency key and the same bytes, is there already; the
     * new object is of no use.
     */
    record Known(ImageRecord image) implements Admission {}

    /** The idempotency key belongs to other bytes. */
    record Conflict() implements Admission {}
}
