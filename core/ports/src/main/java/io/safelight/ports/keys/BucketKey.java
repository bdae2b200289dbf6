package io.safelight.ports.keys;

import java.util.Arrays;
import java.util.function.Function;

/**
 * Key material of one tenant and expiry bucket, 256 bits. Whoever holds it last destroys it; until
 * then it is safe for many threads.
 */
public final class BucketKey {
    public static final int BYTES = 32;

    private final byte[] material;
    private boolean destroyed;

    /** Takes over {@code material}: the caller neither keeps nor changes it. */
    public BucketKey(byte[] material) {
        if (material.length != BYTES) {
            throw new IllegalArgumentException("a bucket key has " + BYTES + " bytes");
        }
        this.material = material;
    }

    /**
     * Lends the material for the length of a call; the function must neither keep nor change it.
     *
     * @throws IllegalStateException when the key was destroyed
     */
    public synchronized <T> T use(Function<byte[], T> function) {
        if (destroyed) {
            throw new IllegalStateException("the bucket key was destroyed");
        }
        return function.apply(material);
    }

    /** Zeroes the material. */
    public synchronized void destroy() {
        destroyed = true;
        Arrays.fill(material, (byte) 0);
    }

    @Override
    public String toString() {
        return "BucketKey[redacted]";
    }
}
