package io.safelight.testkit.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.PortException;
import io.safelight.ports.keys.BucketKey;
import io.safelight.ports.keys.KeyName;
import io.safelight.ports.keys.MasterKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What every master key keeps. */
public abstract class MasterKeyContract {
    private static final ExpiryBucket BUCKET =
            ExpiryBucket.containing(Instant.parse("2026-11-28T12:00:00Z"), Duration.ofHours(1));
    private static final KeyName ACME = new KeyName(new TenantId("acme"), BUCKET);
    private static final KeyName OTHER = new KeyName(new TenantId("other"), BUCKET);
    private static final byte[] MATERIAL = new byte[BucketKey.BYTES];

    /** A master key of its own. */
    protected abstract MasterKey masterKey();

    @Test
    void whatWasWrappedComesBackAndDoesNotShow() {
        MasterKey key = masterKey();

        byte[] wrapped = key.wrap(ACME, MATERIAL);

        assertThat(key.unwrap(ACME, wrapped)).isEqualTo(MATERIAL);
        assertThat(HexFormat.of().formatHex(wrapped))
                .doesNotContain("0".repeat(2 * BucketKey.BYTES));
        assertThat(key.wrap(ACME, MATERIAL)).isNotEqualTo(wrapped);
    }

    @Test
    void nothingElseIsUnwrapped() {
        MasterKey key = masterKey();
        byte[] wrapped = key.wrap(ACME, MATERIAL);
        byte[] changed = wrapped.clone();
        changed[changed.length - 1] ^= 1;

        assertCorrupt(() -> key.unwrap(OTHER, wrapped));
        assertCorrupt(() -> key.unwrap(ACME, changed));
        assertCorrupt(() -> key.unwrap(ACME, new byte[0]));
    }

    @Test
    void theFingerprintNamesTheKey() {
        MasterKey key = masterKey();

        assertThat(key.fingerprint()).isEqualTo(key.fingerprint()).isNotBlank();
    }

    private static void assertCorrupt(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> assertThat(e.kind()).isEqualTo(PortException.Kind.CORRUPT));
    }
}
