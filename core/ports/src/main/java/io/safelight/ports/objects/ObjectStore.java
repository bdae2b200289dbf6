package io.safelight.ports.objects;

import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Bytes under opaque references. Safe for many threads.
 *
 * <p>Every implementation: files an object under zone, expiry bucket and tenant in that order;
 * never overwrites, each {@link #create} is a new reference; shows an object only whole; keeps what
 * it published through a loss of power; leaves nothing of an object that was not published, at the
 * latest after its own restart.
 */
public interface ObjectStore {

    ObjectWriter create(Placement placement);

    /**
     * Reads from {@code offset} to the end. The caller closes.
     *
     * @throws io.safelight.ports.PortException MISSING when there is no such object
     */
    InputStream open(ObjectRef object, long offset);

    /**
     * @throws io.safelight.ports.PortException MISSING when there is no such object
     */
    long size(ObjectRef object);

    /** Does nothing when there is no such object. The absence is durable when this returns. */
    void delete(ObjectRef object);

    /** What lies in a zone. */
    ObjectListing list(Zone zone);

    /** What can still be written, where the store has an end. */
    OptionalLong freeBytes();
}
