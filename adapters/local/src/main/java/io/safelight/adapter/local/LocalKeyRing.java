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
import java.nio.charset.StandardCharsets;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Wrapped keys as files {@code <bucket>/<tenant>.key} under a folder of their own. The file is the
 * truth: every key that is handed out was read from it.
 */
public final class LocalKeyRing implements KeyRing {
    private static final String SUFFIX = ".key";
    private static final String FINGERPRINT = "master-key.fingerprint";

    private final Path root;
    private final MasterKey masterKey;
    private final SecureRandom random;
    private final InstantSource clock;
    private final DurableFolders folders;
    private final Set<KeyName> durable = ConcurrentHashMap.newKeySet();

    private LocalKeyRing(Path root, MasterKey masterKey, SecureRandom random, InstantSource clock) {
        this.root = root;
        this.masterKey = masterKey;
        this.random = random;
        this.clock = clock;
        this.folders = new DurableFolders(root);
    }

    public static LocalKeyRing open(
            Path root, MasterKey masterKey, SecureRandom random, InstantSource clock) {
        var ring = new LocalKeyRing(root, masterKey, random, clock);
        try {
            Durable.makeDirectories(root);
            ring.requireSameMasterKey();
            ring.deleteLeftovers();
            return ring;
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
        Optional<BucketKey> key = find(name);
        if (key.isEmpty()) {
            return create(name);
        }
        requireDurable(name);
        return key.get();
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
        Path file = file(name);
        try {
            // First of all, and by whoever comes: the folder of a bucket that is merely there may
            // have been made by another tenant's thread that has not forced its entry yet. A loss
            // of power would take the folder and this key with it, and so every image under it.
            folders.ensure(Durable.folderOf(file));
            Durable.createSecret(file, masterKey.wrap(name, material));
        } catch (FileAlreadyExistsException e) {
            // Another thread was first: its key counts.
            requireDurable(name);
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

    /**
     * A key that another thread has just linked may not be on the disk yet; once it was forced it
     * stays.
     */
    private void requireDurable(KeyName name) {
        if (durable.contains(name)) {
            return;
        }
        try {
            folders.ensure(Durable.folderOf(file(name)));
            Durable.forceDirectory(Durable.folderOf(file(name)));
        } catch (IOException e) {
            throw failure("cannot make the key of " + name + " durable", e);
        }
        durable.removeIf(this::isOver);
        durable.add(name);
    }

    /**
     * Keys that no longer open would fail image after image; one sentence at the start is better.
     */
    private void requireSameMasterKey() throws IOException {
        Path file = root.resolve(FINGERPRINT);
        if (!Files.exists(file)) {
            Durable.createSecret(file, masterKey.fingerprint().getBytes(StandardCharsets.US_ASCII));
        }
        if (!Files.readString(file, StandardCharsets.US_ASCII).equals(masterKey.fingerprint())) {
            throw new PortException(
                    Port.KEYS,
                    Kind.REFUSED,
                    "The key ring "
                            + root
                            + " was wrapped by another master key. Restore the master key that"
                            + " belongs to it: without it no image opens.");
        }
    }

    /**
     * A key that was being written when the process died: nobody was given it, and it must not
     * outlive its bucket.
     */
    private void deleteLeftovers() throws IOException {
        try (Stream<Path> files = Files.walk(root, 2)) {
            for (Path leftover :
                    files.filter(file -> file.toString().endsWith(Durable.PART)).toList()) {
                Durable.delete(leftover);
            }
        }
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
