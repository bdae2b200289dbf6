package io.safelight.ports.objects;

import io.safelight.domain.image.ObjectRef;

/**
 * Objects that only their bucket's key opens. Safe for many threads.
 *
 * <p>Every implementation encrypts with authentication, by the key of the placement's tenant and
 * bucket, bound to the placement's image and zone: an object that was cut, changed, or put in the
 * place of another is CORRUPT when read, at the latest at its end. No plaintext touches a disk.
 */
public interface SealedObjects {

    /**
     * @throws io.safelight.ports.PortException of the port KEYS, REFUSED, when the bucket has ended
     */
    ObjectWriter create(Placement placement);

    /**
     * @throws io.safelight.ports.PortException MISSING when the object or its key does not exist,
     *     or no longer
     */
    SealedObject open(ObjectRef object, Placement placement);

    /** Does nothing when there is no such object. */
    void delete(ObjectRef object);
}
