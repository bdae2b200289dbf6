package io.safelight.testkit.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.ports.receipts.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What every signer keeps. */
public abstract class SignerContract {
    /** SubjectPublicKeyInfo of Ed25519 before its 32 bytes (RFC 8410). */
    private static final String X509_PREFIX = "302a300506032b6570032100";

    private static final byte[] MESSAGE = {1, 2, 3};

    /** A signer with a key of its own. */
    protected abstract Signer signer();

    @Test
    void aSignatureVerifiesWithThePublicKeyAlone() throws GeneralSecurityException {
        Signer signer = signer();

        byte[] signature = signer.sign(MESSAGE);

        assertThat(verifies(signer.publicKey(), MESSAGE, signature)).isTrue();
        assertThat(verifies(signer.publicKey(), new byte[] {1, 2, 4}, signature)).isFalse();
    }

    @Test
    void theSameMessageHasTheSameSignature() {
        Signer signer = signer();

        assertThat(signer.sign(MESSAGE)).isEqualTo(signer.sign(MESSAGE));
        assertThat(signer.keyId()).isEqualTo(signer.keyId()).hasSizeBetween(8, 64);
    }

    protected static boolean verifies(byte[] publicKey, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        byte[] encoded = HexFormat.of().parseHex(X509_PREFIX + HexFormat.of().formatHex(publicKey));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(message);
        return verifier.verify(signature);
    }
}
