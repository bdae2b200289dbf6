package io.safelight.ingest;

import io.safelight.domain.image.Attributes;
import io.safelight.domain.image.Description;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.work.IdempotencyKey;
import io.safelight.ports.submissions.Submission;
import java.util.Locale;
import java.util.Optional;

/** What the sender said, once it has the right form. */
record Said(Description description, Optional<Sha256> digest, Optional<IdempotencyKey> key) {

    static Said of(Submission.Claims claims) throws Malformed {
        Attributes attributes =
                claims.attributes().isPresent()
                        ? AttributesJson.parse(claims.attributes().get())
                        : Attributes.NONE;
        try {
            return new Said(
                    new Description(claims.filename().flatMap(FileNames::plain), attributes),
                    claims.sha256().map(hex -> new Sha256(hex.toLowerCase(Locale.ROOT))),
                    claims.idempotencyKey().map(IdempotencyKey::new));
        } catch (IllegalArgumentException e) {
            throw new Malformed("malformed", "It does not fit: " + e.getMessage() + ".");
        }
    }
}
