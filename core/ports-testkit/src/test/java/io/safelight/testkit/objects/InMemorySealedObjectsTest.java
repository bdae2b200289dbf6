package io.safelight.testkit.objects;

import io.safelight.ports.keys.KeyName;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class InMemorySealedObjectsTest extends SealedObjectsContract {
    private final List<InMemorySealedObjects> made = new ArrayList<>();

    @Override
    protected SealedObjects sealed(InMemoryObjectStore store) {
        made.add(new InMemorySealedObjects(store, () -> Instant.parse("2026-11-21T12:00:00Z")));
        return made.getLast();
    }

    @Override
    protected void destroyKey(Placement placement) {
        made.getLast().destroyKey(new KeyName(placement.tenant(), placement.bucket()));
    }
}
