package io.safelight.adapter.tink;

import io.safelight.domain.image.ObjectRef;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.objects.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Encrypts on the way to another writer. The last segment, which says that it is the last, is
 * written when publishing.
 */
final class SealingWriter implements ObjectWriter {
    private final ObjectWriter target;
    private final OutputStream sealing;

    SealingWriter(ObjectWriter target, OutputStream sealing) {
        this.target = target;
        this.sealing = sealing;
    }

    @Override
    public OutputStream stream() {
        return sealing;
    }

    @Override
    public ObjectRef publish() {
        try {
            sealing.close();
        } catch (IOException e) {
            throw new PortException(
                    Port.OBJECTS, Kind.RETRYABLE, "cannot seal the end of an object", e);
        }
        return target.publish();
    }

    @Override
    public void close() {
        target.close();
    }
}
