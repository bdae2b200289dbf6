package io.safelight.adapter.local;

import io.safelight.ports.keys.MasterKey;
import io.safelight.testkit.keys.MasterKeyContract;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest extends MasterKeyContract {
    @TempDir Path folder;

    @Override
    protected MasterKey masterKey() {
        return MasterKeyFile.open(folder.resolve("master.key"), new SecureRandom());
    }
}
