package io.safelight.adapter.local;

import io.safelight.domain.image.Sha256;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.receipts.Signer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * An Ed25519 key pair: PKCS#8 in {@code NAME.key} (0600), its public half as 32 bytes in {@code
 * NAME.pub}.
 */
public final class SigningKeyFile implements Signer {
    private static final String ALGORITHM = "Ed25519";
    private static final int PUBLIC_BYTES = 32;

    private final PrivateKey privateKey;
    private final byte[] publicKey;
    private final String keyId;

    private SigningKeyFile(PrivateKey privateKey, byte[] publicKey)
            throws GeneralSecurityException {
        this.privateKey = privateKey;
        this.publicKey = publicKey.clone();
        this.keyId =
                Sha256.of(MessageDigest.getInstance("SHA-256").digest(publicKey))
                        .hex()
                        .substring(0, 16);
    }

    /** Reads the pair, made at random if it lacks. */
    public static SigningKeyFile open(Path folder, String name) {
        Path privateFile = folder.resolve(name + ".key");
        Path publicFile = folder.resolve(name + ".pub");
        try {
            if (!Files.exists(privateFile)) {
                create(privateFile, publicFile);
            }
            var encoded = new PKCS8EncodedKeySpec(Files.readAllBytes(privateFile));
            return new SigningKeyFile(
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(encoded),
                    Files.readAllBytes(publicFile));
        } catch (NoSuchFileException e) {
            throw new PortException(
                    Port.KEYS, Kind.MISSING, "the pair of " + privateFile + " lacks a file", e);
        } catch (IOException e) {
            throw new PortException(
                    Port.KEYS, Kind.RETRYABLE, "cannot read the key pair " + privateFile, e);
        } catch (GeneralSecurityException e) {
            throw new PortException(
                    Port.KEYS, Kind.CORRUPT, privateFile + " is not an Ed25519 key", e);
        }
    }

    @Override
    public String keyId() {
        return keyId;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The public half first: a private file always has its pair. */
    private static void create(Path privateFile, Path publicFile)
            throws IOException, GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        Durable.delete(publicFile);
        // X.509's SubjectPublicKeyInfo of Ed25519 ends with the 32 bytes of RFC 8032 (RFC 8410,
        // section 4).
        Durable.createSecret(
                publicFile,
                Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length));
        try {
            Durable.createSecret(privateFile, pair.getPrivate().getEncoded());
        } catch (FileAlreadyExistsException e) {
            throw new IOException("another process makes the same key pair", e);
        }
    }
}
