package io.safelight.node.roles;

import io.safelight.adapter.local.LocalKeyRing;
import io.safelight.adapter.local.LocalObjectStore;
import io.safelight.adapter.sql.SqlLedger;
import io.safelight.adapter.sql.SqliteSettings;
import io.safelight.adapter.tink.TinkSealedObjects;
import io.safelight.node.configuration.CannotStartException;
import io.safelight.node.configuration.DataDirectory;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.SealedObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Where everything lies: what every role shares. */
public record Storage(ObjectStore objects, SealedObjects sealed, SqlLedger ledger)
        implements AutoCloseable {

    public static Storage open(
            DataDirectory data, Secrets secrets, SecureRandom random, InstantSource clock) {
        try {
            Files.createDirectories(data.ledger().getParent());
        } catch (IOException e) {
            throw new CannotStartException(
                    "Cannot make folders in " + data.root() + ": is the disk full or read-only?",
                    e);
        }
        var objects = LocalObjectStore.open(data.objects(), random);
        var keys = LocalKeyRing.open(data.keyRing(), secrets.masterKey(), random, clock);
        return new Storage(
                objects,
                new TinkSealedObjects(objects, keys),
                SqlLedger.open(data.ledger(), SqliteSettings.DEFAULTS, clock));
    }

    @Override
    public void close() {
        ledger.close();
    }
}
