package io.safelight.ports.objects;

import io.safelight.domain.image.ObjectRef;
import java.io.OutputStream;

/**
 * An object being written. Nothing of it is visible until {@link #publish()}; closed without it,
 * nothing of it remains. For one thread.
 */
public interface ObjectWriter extends AutoCloseable {

    /**
     * Where the bytes go; an {@link java.io.IOException} from it means that the object can only be
     * given up. Closing it says that no more bytes come, and neither publishes nor gives up.
     */
    OutputStream stream();

    /**
     * Makes the object appear, whole and durable: when this returns it survives the loss of power.
     *
     * @throws io.safelight.ports.PortException RETRYABLE when nothing appeared, UNKNOWN_OUTCOME
     *     when it may have
     */
    ObjectRef publish();

    /** Gives up unless published. */
    @Override
    void close();
}
