package io.safelight.adapter.tink;

import io.safelight.ports.keys.KeyName;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.testkit.keys.InMemoryKeyRing;
import io.safelight.testkit.objects.InMemoryObjectStore;
import io.safelight.testkit.objects.SealedObjectsContract;
import java.time.Instant;

class TinkSealedObjectsTest extends SealedObjectsContract {
    private final InMemoryKeyRing keys =
            new InMemoryKeyRing(() -> Instant.parse("2026-11-21T12:00:00Z"));

    @Override
    protected SealedObjects sealed(InMemoryObjectStore store) {
        return new TinkSealedObjects(store, keys);
    }

    @Override
    protected void destroyKey(Placement placement) {
        keys.destroy(new KeyName(placement.tenant(), placement.bucket()));
    }
}
