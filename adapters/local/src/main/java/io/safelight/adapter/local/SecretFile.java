package io.safelight.adapter.local;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Set;

/** Random secrets of a fixed length in files of mode 0600. */
public final class SecretFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFile() {}

    /**
     * @throws PortException REFUSED when others may read the file, CORRUPT when its length is wrong
     */
    public static byte[] readOrCreate(Path file, int bytes, SecureRandom random) {
        try {
            return read(file, bytes);
        } catch (NoSuchFileException e) {
            return create(file, bytes, random);
        } catch (IOException e) {
            throw new PortException(
                    Port.KEYS, Kind.RETRYABLE, "cannot read the secret file " + file, e);
        }
    }

    private static byte[] create(Path file, int bytes, SecureRandom random) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        try {
            Durable.createSecret(file, secret);
            return secret;
        } catch (FileAlreadyExistsException e) {
            return readOrCreate(file, bytes, random);
        } catch (IOException e) {
            throw new PortException(
                    Port.KEYS, Kind.RETRYABLE, "cannot write the secret file " + file, e);
        }
    }

    private static byte[] read(Path file, int bytes) throws IOException {
        byte[] secret = Files.readAllBytes(file);
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new PortException(
                    Port.KEYS,
                    Kind.REFUSED,
                    "others may read " + file + "; run: chmod 600 " + file);
        }
        if (secret.length != bytes) {
            throw new PortException(
                    Port.KEYS,
                    Kind.CORRUPT,
                    file + " should hold " + bytes + " bytes; restore it from where you keep it");
        }
        return secret;
    }
}
