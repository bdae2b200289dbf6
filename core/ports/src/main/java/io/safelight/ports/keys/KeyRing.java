package io.safelight.ports.keys;

import java.util.List;
import java.util.Optional;

/**
 * One key per tenant and expiry bucket. Safe for many threads and, where it is shared, many
 * processes.
 *
 * <p>Every implementation: creates a key at most once and returns it only when it is durable on
 * every replica; keeps it wrapped by the master key; never creates one for a bucket that has ended;
 * forgets cached keys at their bucket's end by its own clock; reports a key destroyed only when
 * every replica has.
 */
public interface KeyRing {

    /**
     * The key, made if it does not exist.
     *
     * @throws io.safelight.ports.PortException REFUSED when the bucket has ended
     */
    BucketKey obtain(KeyName name);

    /** Empty when the key does not exist, was destroyed, or its bucket has ended. */
    Optional<BucketKey> find(KeyName name);

    /** Gone for good when this returns. Does nothing when there is no such key. */
    void destroy(KeyName name);

    /** What exists, in no order. */
    List<KeyName> list();
}
