package io.safelight.testkit.objects;

import io.safelight.ports.objects.ObjectStore;
import java.time.InstantSource;

class InMemoryObjectStoreTest extends ObjectStoreContract {
    @Override
    protected ObjectStore store() {
        return new InMemoryObjectStore(InstantSource.system());
    }
}
