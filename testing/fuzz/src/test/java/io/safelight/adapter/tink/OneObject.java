package io.safelight.adapter.tink;

import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.ports.objects.ObjectListing;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.ObjectWriter;
import io.safelight.ports.objects.Placement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A store of one object, whose bytes anybody may change. */
final class OneObject implements ObjectStore {
    private static final ObjectRef REFERENCE = new ObjectRef("it");
    private byte[] content = new byte[0];

    byte[] content() {
        return content.clone();
    }

    void content(byte[] other) {
        content = other.clone();
    }

    @Override
    public ObjectWriter create(Placement placement) {
        return new Writer();
    }

    @Override
    public InputStream open(ObjectRef object, long offset) {
        int from = (int) Math.min(offset, content.length);
        return new ByteArrayInputStream(content, from, content.length - from);
    }

    @Override
    public long size(ObjectRef object) {
        return content.length;
    }

    @Override
    public void delete(ObjectRef object) {
        content = new byte[0];
    }

    @Override
    public ObjectListing list(Zone zone) {
        throw new UnsupportedOperationException("nobody lists it");
    }

    @Override
    public OptionalLong freeBytes() {
        return OptionalLong.empty();
    }

    private final class Writer implements ObjectWriter {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public OutputStream stream() {
            return bytes;
        }

        @Override
        public ObjectRef publish() {
            content = bytes.toByteArray();
            return REFERENCE;
        }

        @Override
        public void close() {
            // Nothing of it is anywhere.
        }
    }
}
