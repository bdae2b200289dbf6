package io.safelight.testkit.keys;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.keys.BucketKey;
import io.safelight.ports.keys.KeyName;
import io.safelight.ports.keys.KeyRing;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The twin of a key ring. */
public final class InMemoryKeyRing implements KeyRing {
    private final Map<KeyName, byte[]> keys = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    public InMemoryKeyRing(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public BucketKey obtain(KeyName name) {
        if (isOver(name)) {
            throw new PortException(
                    Port.KEYS, Kind.REFUSED, "the bucket " + name.bucket() + " has ended");
        }
        return new BucketKey(keys.computeIfAbsent(name, _ -> fresh()).clone());
    }

    @Override
    public Optional<BucketKey> find(KeyName name) {
        return isOver(name)
                ? Optional.empty()
                : Optional.ofNullable(keys.get(name))
                        .map(material -> new BucketKey(material.clone()));
    }

    @Override
    public void destroy(KeyName name) {
        keys.remove(name);
    }

    @Override
    public List<KeyName> list() {
        return List.copyOf(keys.keySet());
    }

    private boolean isOver(KeyName name) {
        return !clock.instant().isBefore(name.bucket().end());
    }

    private byte[] fresh() {
        byte[] material = new byte[BucketKey.BYTES];
        random.nextBytes(material);
        return material;
    }
}
