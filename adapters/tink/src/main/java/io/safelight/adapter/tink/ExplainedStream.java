package io.safelight.adapter.tink;

import io.safelight.domain.image.ObjectRef;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Says what an I/O error means where it arises. Around the store's bytes it is a disk that fails;
 * around what Tink decrypts, which has those already explained, it is tampering.
 */
final class ExplainedStream extends FilterInputStream {
    private final ObjectRef object;
    private final Kind meaning;

    private ExplainedStream(InputStream in, ObjectRef object, Kind meaning) {
        super(in);
        this.object = object;
        this.meaning = meaning;
    }

    static ExplainedStream stored(InputStream stored, ObjectRef object) {
        return new ExplainedStream(stored, object, Kind.RETRYABLE);
    }

    static ExplainedStream decrypted(InputStream plain, ObjectRef object) {
        return new ExplainedStream(plain, object, Kind.CORRUPT);
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private PortException explained(IOException cause) {
        String message =
                meaning == Kind.CORRUPT
                        ? "the object " + object + " is not what was written"
                        : "cannot read the object " + object;
        return new PortException(Port.OBJECTS, meaning, message, cause);
    }
}
