package io.safelight.adapter.tink;

import io.safelight.domain.image.ObjectRef;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Tells tampering, which Tink reports as an I/O error, from everything else by turning each into
 * CORRUPT.
 */
final class AuthenticatedStream extends FilterInputStream {
    private final ObjectRef object;

    AuthenticatedStream(InputStream plain, ObjectRef object) {
        super(plain);
        this.object = object;
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException e) {
            throw corrupt(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            throw corrupt(e);
        }
    }

    private PortException corrupt(IOException cause) {
        return new PortException(
                Port.OBJECTS,
                Kind.CORRUPT,
                "the object " + object + " is not what was written",
                cause);
    }
}
