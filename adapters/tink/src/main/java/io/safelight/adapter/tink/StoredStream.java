package io.safelight.adapter.tink;

import io.safelight.domain.image.ObjectRef;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps the store's own failures apart from those that Tink reports: a disk that fails has not been
 * tampered with.
 */
final class StoredStream extends FilterInputStream {
    private final ObjectRef object;

    StoredStream(InputStream stored, ObjectRef object) {
        super(stored);
        this.object = object;
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private PortException unreadable(IOException cause) {
        return new PortException(
                Port.OBJECTS, Kind.RETRYABLE, "cannot read the object " + object, cause);
    }
}
