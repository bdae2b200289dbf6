package io.safelight.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest {
    @TempDir Path folder;

    @Test
    void signaturesVerifyWithThePublicKeyAfterARestart() throws GeneralSecurityException {
        byte[] message = {1, 2, 3};
        byte[] signature = SigningKeyFile.open(folder, "receipts").sign(message);

        var reopened = SigningKeyFile.open(folder, "receipts");

        // SubjectPublicKeyInfo of Ed25519: a fixed prefix and the 32 bytes (RFC 8410).
        byte[] encoded =
                HexFormat.of()
                        .parseHex(
                                "302a300506032b6570032100"
                                        + HexFormat.of().formatHex(reopened.publicKey()));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(message);
        assertThat(verifier.verify(signature)).isTrue();
        assertThat(reopened.keyId()).hasSize(16);
    }
}
