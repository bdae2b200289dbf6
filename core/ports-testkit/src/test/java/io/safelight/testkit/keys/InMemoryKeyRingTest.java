package io.safelight.testkit.keys;

import io.safelight.ports.keys.KeyRing;
import java.time.InstantSource;

class InMemoryKeyRingTest extends KeyRingContract {
    @Override
    protected KeyRing ring(InstantSource clock) {
        return new InMemoryKeyRing(clock);
    }
}
