package io.safelight.ports.keys;

/** Wraps bucket keys. Safe for many threads. */
public interface MasterKey {

    /** Names the key without telling it, for records of what was wrapped by which. */
    String fingerprint();

    /** Encrypts {@code material} with authentication, bound to {@code name}. */
    byte[] wrap(KeyName name, byte[] material);

    /**
     * @throws io.safelight.ports.PortException CORRUPT when it was not wrapped by this key under
     *     this name
     */
    byte[] unwrap(KeyName name, byte[] wrapped);
}
