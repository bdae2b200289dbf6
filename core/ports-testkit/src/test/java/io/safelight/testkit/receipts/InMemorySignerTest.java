package io.safelight.testkit.receipts;

import io.safelight.ports.receipts.Signer;

class InMemorySignerTest extends SignerContract {
    @Override
    protected Signer signer() {
        return new InMemorySigner();
    }
}
