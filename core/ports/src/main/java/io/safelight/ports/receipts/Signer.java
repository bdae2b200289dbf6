package io.safelight.ports.receipts;

/** Signs with Ed25519 (RFC 8032). Safe for many threads. */
public interface Signer {

    /** Names the key in what it signs. */
    String keyId();

    byte[] sign(byte[] message);

    /** The 32 bytes of RFC 8032. */
    byte[] publicKey();
}
