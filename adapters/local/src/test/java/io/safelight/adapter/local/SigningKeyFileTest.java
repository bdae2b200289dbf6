package io.safelight.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.ports.receipts.Signer;
import io.safelight.testkit.receipts.SignerContract;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest extends SignerContract {
    @TempDir Path folder;

    @Override
    protected Signer signer() {
        return SigningKeyFile.open(folder, "receipts");
    }

    @Test
    void theKeyOutlivesARestart() throws GeneralSecurityException {
        byte[] message = {1, 2, 3};
        byte[] signature = signer().sign(message);

        assertThat(verifies(signer().publicKey(), message, signature)).isTrue();
    }
}
