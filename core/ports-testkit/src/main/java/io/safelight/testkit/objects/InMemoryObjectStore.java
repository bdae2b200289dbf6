package io.safelight.testkit.objects;

import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.objects.ObjectListing;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.ObjectWriter;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The twin of an object store. */
public final class InMemoryObjectStore implements ObjectStore {

    private record Entry(StoredObject stored, byte[] content) {}

    private final ConcurrentSkipListMap<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final InstantSource clock;
    private volatile boolean readsFail;
    private volatile OptionalLong freeBytes = OptionalLong.empty();

    public InMemoryObjectStore(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on the store says that it has this much space. */
    public void freeBytes(long bytes) {
        freeBytes = OptionalLong.of(bytes);
    }

    /** From now on reads fail as a broken disk does. */
    public void breakReads() {
        readsFail = true;
    }

    /** Changes one bit of what is stored. */
    public void tamper(ObjectRef object, int at) {
        entry(object).content()[at] ^= 1;
    }

    /** Cuts the end off. */
    public void truncate(ObjectRef object, int bytes) {
        Entry entry = entry(object);
        entries.put(
                object.value(), new Entry(entry.stored(), Arrays.copyOf(entry.content(), bytes)));
    }

    /** Puts the content of one object in the place of another. */
    public void replace(ObjectRef object, ObjectRef other) {
        entries.put(
                object.value(), new Entry(entry(object).stored(), entry(other).content().clone()));
    }

    @Override
    public ObjectWriter create(Placement placement) {
        String reference =
                "%s/%s/%s/%s-%d"
                        .formatted(
                                placement.zone().label(),
                                placement.bucket(),
                                placement.tenant(),
                                placement.image(),
                                sequence.incrementAndGet());
        return new Writer(new ObjectRef(reference), placement);
    }

    @Override
    public InputStream open(ObjectRef object, long offset) {
        byte[] content = entry(object).content();
        if (readsFail) {
            return new BrokenStream();
        }
        int from = (int) Math.min(offset, content.length);
        return new ByteArrayInputStream(content, from, content.length - from);
    }

    @Override
    public long size(ObjectRef object) {
        return entry(object).content().length;
    }

    @Override
    public void delete(ObjectRef object) {
        entries.remove(object.value());
    }

    @Override
    public ObjectListing list(Zone zone) {
        Iterator<StoredObject> rest =
                entries.values().stream()
                        .map(Entry::stored)
                        .filter(stored -> stored.placement().zone() == zone)
                        .sorted(Comparator.comparing(stored -> stored.object().value()))
                        .iterator();
        return new Listing(rest);
    }

    private record Listing(Iterator<StoredObject> rest) implements ObjectListing {
        @Override
        public List<StoredObject> next(int limit) {
            var found = new ArrayList<StoredObject>();
            while (found.size() < limit && rest.hasNext()) {
                found.add(rest.next());
            }
            return found;
        }

        @Override
        public void close() {}
    }

    @Override
    public OptionalLong freeBytes() {
        return freeBytes;
    }

    private Entry entry(ObjectRef object) {
        Entry entry = entries.get(object.value());
        if (entry == null) {
            throw new PortException(Port.OBJECTS, Kind.MISSING, "no object " + object);
        }
        return entry;
    }

    /** A disk that fails. */
    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("input/output error");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("input/output error");
        }
    }

    private final class Writer implements ObjectWriter {
        private final ObjectRef reference;
        private final Placement placement;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        Writer(ObjectRef reference, Placement placement) {
            this.reference = reference;
            this.placement = placement;
        }

        @Override
        public OutputStream stream() {
            return content;
        }

        @Override
        public ObjectRef publish() {
            var stored = new StoredObject(reference, placement, content.size(), clock.instant());
            entries.put(reference.value(), new Entry(stored, content.toByteArray()));
            return reference;
        }

        @Override
        public void close() {
            content.reset();
        }
    }
}
