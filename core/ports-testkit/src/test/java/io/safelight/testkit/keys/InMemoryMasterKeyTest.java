package io.safelight.testkit.keys;

import io.safelight.ports.keys.MasterKey;

class InMemoryMasterKeyTest extends MasterKeyContract {
    @Override
    protected MasterKey masterKey() {
        return new InMemoryMasterKey();
    }
}
