package io.safelight.simulation;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Origin;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.image.Source;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.Submission.Claims;
import io.safelight.testkit.ledger.LedgerSamples;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;

/** An image that somebody wants to have taken in, and repeats until it is. */
record Sending(String name, Sample sample, Way way) {

    /** How a repetition is told from another image. */
    enum Way {
        /** By an idempotency key: one image, however often it is sent. */
        KEYED,
        /** Not at all: as many images as were taken in. */
        PLAIN,
        /** A record of the stream: its coordinates are its id. */
        STREAM
    }

    byte[] bytes() {
        return sample.bytes(name);
    }

    Sha256 sha256() {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param published when the stream got it
     */
    Submission submission(Instant published, Instant now) {
        var key = way == Way.KEYED ? Optional.of(name) : Optional.<String>empty();
        boolean isStream = way == Way.STREAM;
        return new Submission(
                isStream ? Optional.of(id(published)) : Optional.empty(),
                new Origin(
                        name.length() % 2 == 0 ? LedgerSamples.ACME : LedgerSamples.OTHER,
                        new PrincipalId("ana"),
                        isStream ? Source.KAFKA : Source.HTTP),
                isStream ? published : now,
                new Claims(Optional.empty(), Optional.empty(), Optional.empty(), key));
    }

    private ImageId id(Instant published) {
        var coordinates = ByteBuffer.allocate(ImageId.ENTROPY_BYTES).putLong(2, name.hashCode());
        return ImageId.of(published, coordinates.array());
    }
}
