package io.safelight.adapter.local;

import io.safelight.domain.image.Sha256;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.keys.KeyName;
import io.safelight.ports.keys.MasterKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master key in a file that only its owner reads (0600). Wraps with AES-256-GCM, bound to the
 * key's name: {@code nonce(12) || ciphertext || tag(16)}.
 */
public final class MasterKeyFile implements MasterKey {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final String fingerprint;
    private final SecureRandom random;

    private MasterKeyFile(byte[] material, SecureRandom random) {
        this.key = new SecretKeySpec(material, "AES");
        this.fingerprint = fingerprintOf(material);
        this.random = random;
    }

    /** Reads the key, made at random if the file lacks. */
    public static MasterKeyFile open(Path file, SecureRandom random) {
        byte[] material = SecretFile.readOrCreate(file, 32, random);
        var key = new MasterKeyFile(material, random);
        Arrays.fill(material, (byte) 0);
        return key;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public byte[] wrap(KeyName name, byte[] material) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(material);
            byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }

    @Override
    public byte[] unwrap(KeyName name, byte[] wrapped) {
        try {
            if (wrapped.length <= NONCE_BYTES) {
                throw new AEADBadTagException("too short");
            }
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(wrapped, NONCE_BYTES), name)
                    .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new PortException(
                    Port.KEYS,
                    Kind.CORRUPT,
                    "the key of " + name + " was not wrapped by this master key",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, KeyName name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((name.tenant() + "/" + name.bucket()).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String fingerprintOf(byte[] material) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("safelight master key fingerprint".getBytes(StandardCharsets.UTF_8));
            return Sha256.of(digest.digest(material)).hex().substring(0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
