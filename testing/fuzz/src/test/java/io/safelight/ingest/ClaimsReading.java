package io.safelight.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.ports.submissions.Submission;

/** What ingest makes of a sender's claims, for tests of the doors. */
public final class ClaimsReading {
    private ClaimsReading() {}

    /** They have their form, or are refused with a code. */
    public static void check(Submission.Claims claims) {
        try {
            Said said = Said.of(claims);
            assertThat(said.key().isPresent()).isEqualTo(claims.idempotencyKey().isPresent());
            assertThat(said.digest().isPresent()).isEqualTo(claims.sha256().isPresent());
        } catch (Malformed e) {
            assertThat(e.why().code()).startsWith("malformed");
        }
    }
}
