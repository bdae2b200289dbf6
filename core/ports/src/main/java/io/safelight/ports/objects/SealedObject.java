package io.safelight.ports.objects;

import java.io.InputStream;

/** A sealed object opened for reading. */
public interface SealedObject {

    /** Of the plaintext. */
    long size();

    /**
     * The plaintext from {@code offset} on. The caller closes. Tampering shows as a {@link
     * io.safelight.ports.PortException} of kind CORRUPT from a read; what was read before it is
     * authentic.
     */
    InputStream stream(long offset);
}
