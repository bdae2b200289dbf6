package io.safelight.testkit.objects;

import io.safelight.domain.image.ObjectRef;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.keys.KeyName;
import io.safelight.ports.objects.ObjectWriter;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObject;
import io.safelight.ports.objects.SealedObjects;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The twin of sealed objects. It hides plaintext behind a constant, which protects nothing, and
 * tells tampering by a hash at the end of the object.
 */
public final class InMemorySealedObjects implements SealedObjects {
    private static final int HASH_BYTES = 32;
    private static final byte MASK = 0x5a;

    private final Map<ObjectRef, Placement> placements = new ConcurrentHashMap<>();
    private final Set<KeyName> destroyed = ConcurrentHashMap.newKeySet();
    private final InMemoryObjectStore store;
    private final InstantSource clock;

    public InMemorySealedObjects(InMemoryObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public InMemorySealedObjects(InstantSource clock) {
        this(new InMemoryObjectStore(clock), clock);
    }

    /** How many objects there are. */
    public int count() {
        return placements.size();
    }

    /** Of an object that must exist. */
    public Placement placementOf(ObjectRef object) {
        Placement placement = placements.get(object);
        if (placement == null) {
            throw new PortException(Port.OBJECTS, Kind.MISSING, "no object " + object);
        }
        return placement;
    }

    /** From now on nothing opens that was sealed for this tenant and bucket. */
    public void destroyKey(KeyName name) {
        destroyed.add(name);
    }

    @Override
    public ObjectWriter create(Placement placement) {
        if (!clock.instant().isBefore(placement.bucket().end())) {
            throw new PortException(Port.KEYS, Kind.REFUSED, "the bucket has ended");
        }
        return new Writer(placement, store.create(placement));
    }

    @Override
    public SealedObject open(ObjectRef object, Placement placement) {
        if (destroyed.contains(new KeyName(placement.tenant(), placement.bucket()))) {
            throw new PortException(Port.KEYS, Kind.MISSING, "no key");
        }
        try (InputStream in = store.open(object, 0)) {
            return new Opened(in.readAllBytes(), placement);
        } catch (IOException e) {
            throw new PortException(Port.OBJECTS, Kind.RETRYABLE, "cannot read " + object, e);
        }
    }

    @Override
    public void delete(ObjectRef object) {
        store.delete(object);
        placements.remove(object);
    }

    private static byte[] masked(byte[] bytes) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK;
        }
        return masked;
    }

    private static byte[] hash(Placement placement, byte[] plain) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(placement.toString().getBytes(StandardCharsets.UTF_8));
            return digest.digest(plain);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private record Opened(byte[] sealed, Placement placement) implements SealedObject {
        @Override
        public long size() {
            return (long) sealed.length - HASH_BYTES;
        }

        @Override
        public InputStream stream(long offset) {
            int end = Math.max(0, sealed.length - HASH_BYTES);
            byte[] plain = masked(Arrays.copyOf(sealed, end));
            if (!Arrays.equals(
                    hash(placement, plain), Arrays.copyOfRange(sealed, end, sealed.length))) {
                throw new PortException(
                        Port.OBJECTS, Kind.CORRUPT, "not what was sealed for this place");
            }
            int from = (int) Math.min(offset, end);
            return new ByteArrayInputStream(plain, from, end - from);
        }
    }

    private final class Writer implements ObjectWriter {
        private final Placement placement;
        private final ObjectWriter target;
        private final ByteArrayOutputStream plain = new ByteArrayOutputStream();

        Writer(Placement placement, ObjectWriter target) {
            this.placement = placement;
            this.target = target;
        }

        @Override
        public OutputStream stream() {
            return plain;
        }

        @Override
        public ObjectRef publish() {
            try {
                target.stream().write(masked(plain.toByteArray()));
                target.stream().write(hash(placement, plain.toByteArray()));
            } catch (IOException e) {
                throw new IllegalStateException("memory does not fail", e);
            }
            ObjectRef object = target.publish();
            placements.put(object, placement);
            return object;
        }

        @Override
        public void close() {
            target.close();
        }
    }
}
