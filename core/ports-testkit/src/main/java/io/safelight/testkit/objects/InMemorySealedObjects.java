package io.safelight.testkit.objects;

import io.safelight.domain.image.ObjectRef;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.objects.ObjectWriter;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObject;
import io.safelight.ports.objects.SealedObjects;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The twin of sealed objects for tests of stages: it remembers plaintext and placement and encrypts
 * nothing.
 */
public final class InMemorySealedObjects implements SealedObjects {

    private record Entry(Placement placement, byte[] plain) {}

    private final Map<ObjectRef, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final InstantSource clock;

    public InMemorySealedObjects(InstantSource clock) {
        this.clock = clock;
    }

    /** How many objects there are. */
    public int count() {
        return entries.size();
    }

    /** Of an object that must exist. */
    public Placement placementOf(ObjectRef object) {
        return entry(object).placement();
    }

    @Override
    public ObjectWriter create(Placement placement) {
        if (!clock.instant().isBefore(placement.bucket().end())) {
            throw new PortException(Port.KEYS, Kind.REFUSED, "the bucket has ended");
        }
        return new Writer(placement, new ObjectRef("object-" + sequence.incrementAndGet()));
    }

    @Override
    public SealedObject open(ObjectRef object, Placement placement) {
        Entry entry = entry(object);
        if (!entry.placement().equals(placement)) {
            throw new PortException(Port.OBJECTS, Kind.CORRUPT, "sealed for another place");
        }
        return new Opened(entry.plain());
    }

    @Override
    public void delete(ObjectRef object) {
        entries.remove(object);
    }

    private Entry entry(ObjectRef object) {
        Entry entry = entries.get(object);
        if (entry == null) {
            throw new PortException(Port.OBJECTS, Kind.MISSING, "no object " + object);
        }
        return entry;
    }

    private record Opened(byte[] plain) implements SealedObject {
        @Override
        public long size() {
            return plain.length;
        }

        @Override
        public InputStream stream(long offset) {
            int from = (int) Math.min(offset, plain.length);
            return new ByteArrayInputStream(plain, from, plain.length - from);
        }
    }

    private final class Writer implements ObjectWriter {
        private final Placement placement;
        private final ObjectRef reference;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        Writer(Placement placement, ObjectRef reference) {
            this.placement = placement;
            this.reference = reference;
        }

        @Override
        public OutputStream stream() {
            return content;
        }

        @Override
        public ObjectRef publish() {
            entries.put(reference, new Entry(placement, content.toByteArray()));
            return reference;
        }

        @Override
        public void close() {
            content.reset();
        }
    }
}
