package io.safelight.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.safelight.ports.receipts.Signer;
import io.safelight.testkit.receipts.InMemorySigner;
import java.util.HashMap;
import java.util.Map;

/**
 * Signs and verifies for many worlds, and remembers: runs of one plan have the same receipts, and
 * Ed25519 gives the same message the same signature.
 */
final class Notary implements Signer {
    private final InMemorySigner signer = new InMemorySigner();
    private final Map<String, byte[]> signed = new HashMap<>();
    private final Map<String, Receipt> verified = new HashMap<>();

    @Override
    public String keyId() {
        return signer.keyId();
    }

    @Override
    public byte[] sign(byte[] message) {
        return signed.computeIfAbsent(new String(message, ISO_8859_1), _ -> signer.sign(message))
                .clone();
    }

    @Override
    public byte[] publicKey() {
        return signer.publicKey();
    }

    /** What the receipt says; fails unless its signature is right. */
    Receipt read(String receipt) {
        return verified.computeIfAbsent(receipt, jws -> Receipt.verified(jws, signer));
    }
}
