package io.safelight.simulation;

import java.security.SecureRandom;
import java.util.Random;

/** Chance that repeats itself. */
final class SeededRandom extends SecureRandom {
    private final Random random;

    SeededRandom(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }
}
