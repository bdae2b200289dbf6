package io.safelight.adapter.local;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.keys.BucketKey;
import io.safelight.ports.keys.KeyName;
import io.safelight.ports.keys.KeyRing;
import io.safelight.ports.keys.MasterKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Wrapped keys as files {@code <bucket>/<tenant>.key} under a folder of their own. The file is the
 * truth: every key that is handed out was read from it.
 */
public final class LocalKeyRing implements KeyRing {
    private static final String SUFFIX = ".key";

    private final Path root;
    private final MasterKey masterKey;
    private final SecureRandom random;
    private final InstantSource clock;

    private LocalKeyRing(Path root, MasterKey masterKey, SecureRandom random, InstantSource clock) {
        this.root = root;
        this.masterKey = masterKey;
        this.random = random;
        this.clock = clock;
    }

    public static LocalKeyRing open(
            Path root, MasterKey masterKey, SecureRandom random, InstantSource clock) {
        try {
            Durable.makeDirectories(root);
            return new LocalKeyRing(root, masterKey, random, clock);
        } catch (IOException e) {
            throw failure("cannot open the key ring " + root, e);
        }
    }

    @Override
    public BucketKey obtain(KeyName name) {
        if (isOver(name)) {
            throw new PortException(
                    Port.KEYS, Kind.REFUSED, "the bucket " + name.bucket() + " has ended");
        }
        return find(name).orElseGet(() -> create(name));
    }

    @Override
    public Optional<BucketKey> find(KeyName name) {
        if (isOver(name)) {
            return Optional.empty();
        }
        try {
            byte[] wrapped = Files.readAllBytes(file(name));
            return Optional.of(new BucketKey(masterKey.unwrap(name, wrapped)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("cannot read the key of " + name, e);
        }
    }

    @Override
    public void destroy(KeyName name) {
        try {
            Durable.delete(file(name));
        } catch (IOException e) {
            throw failure("cannot destroy the key of " + name, e);
        }
    }

    @Override
    public List<KeyName> list() {
        var names = new ArrayList<KeyName>();
        try (Stream<Path> files = Files.walk(root, 2)) {
            files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .forEach(file -> names.add(name(file)));
            return names;
        } catch (IOException e) {
            throw failure("cannot list the key ring", e);
        }
    }

    private BucketKey create(KeyName name) {
        byte[] material = new byte[BucketKey.BYTES];
        random.nextBytes(material);
        try {
            Durable.createSecret(file(name), masterKey.wrap(name, material));
        } catch (FileAlreadyExistsException e) {
            // Another thread was first: its key counts.
        } catch (IOException e) {
            throw failure("cannot write the key of " + name, e);
        } finally {
            Arrays.fill(material, (byte) 0);
        }
        return find(name)
                .orElseThrow(
                        () ->
                                new PortException(
                                        Port.KEYS,
                                        Kind.REFUSED,
                                        "the key of " + name + " is gone"));
    }

    private boolean isOver(KeyName name) {
        return !clock.instant().isBefore(name.bucket().end());
    }

    private Path file(KeyName name) {
        return root.resolve(name.bucket().label()).resolve(name.tenant() + SUFFIX);
    }

    private static KeyName name(Path file) {
        String tenant = file.getFileName().toString();
        return new KeyName(
                new TenantId(tenant.substring(0, tenant.length() - SUFFIX.length())),
                ExpiryBucket.parse(Durable.folderOf(file).getFileName().toString()));
    }

    private static PortException failure(String message, IOException cause) {
        return new PortException(Port.KEYS, Kind.RETRYABLE, message, cause);
    }
}
