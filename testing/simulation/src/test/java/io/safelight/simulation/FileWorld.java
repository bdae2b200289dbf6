package io.safelight.simulation;

import io.safelight.adapter.local.LocalKeyRing;
import io.safelight.adapter.local.LocalObjectStore;
import io.safelight.adapter.local.MasterKeyFile;
import io.safelight.adapter.sql.SqlLedger;
import io.safelight.adapter.sql.SqliteSettings;
import io.safelight.adapter.tink.TinkSealedObjects;
import io.safelight.ports.keys.KeyRing;
import io.safelight.ports.ledger.Ledger;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.testkit.faults.Faults;
import io.safelight.testkit.lake.InMemoryLake;
import io.safelight.testkit.time.SetClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Ledger, objects and keys as the product has them, in a folder of their own. */
final class FileWorld implements World {
    private static final SqliteSettings SETTINGS =
            new SqliteSettings(
                    1,
                    64,
                    100,
                    SqliteSettings.DEFAULTS.longestCall(),
                    SqliteSettings.DEFAULTS.lockPatience());

    /** Files have the time at which they were really written, so it starts now. */
    private final SetClock clock = new SetClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));

    private final Path folder;
    private final Notary notary;
    private final SecureRandom random;
    private final Outside outside = new Outside(clock);
    private final InMemoryLake.Disk disk = new InMemoryLake.Disk();
    private InMemoryLake lake;
    private SqlLedger ledger;
    private LocalObjectStore objects;
    private KeyRing keys;

    /**
     * @param template an empty ledger, which is quicker to copy than to make
     */
    FileWorld(Path folder, Path template, Notary notary, long seed) {
        this.folder = folder;
        this.notary = notary;
        this.random = new SeededRandom(seed);
        try {
            Files.createDirectories(folder);
            Files.copy(template, folder.resolve("ledger.sqlite"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lake = InMemoryLake.on(disk);
        ledger = openLedger();
        objects = openObjects();
        keys = openKeys();
    }

    /** An empty ledger in a new folder. */
    static Path template(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve("ledger.sqlite");
        SqlLedger.open(file, SETTINGS, new SetClock(Instant.EPOCH)).close();
        return file;
    }

    @Override
    public SetClock clock() {
        return clock;
    }

    @Override
    public Outside outside() {
        return outside;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public SealedObjects sealed(ObjectStore watched, Faults faults) {
        return new TinkSealedObjects(watched, faults.on(KeyRing.class, keys));
    }

    @Override
    public InMemoryLake lake() {
        return lake;
    }

    @Override
    public Notary notary() {
        return notary;
    }

    @Override
    public void restart() {
        ledger.close();
        lake = InMemoryLake.on(disk);
        ledger = openLedger();
        objects = openObjects();
        keys = openKeys();
    }

    @Override
    public void close() {
        ledger.close();
    }

    private SqlLedger openLedger() {
        return SqlLedger.open(folder.resolve("ledger.sqlite"), SETTINGS, clock);
    }

    private LocalObjectStore openObjects() {
        return LocalObjectStore.open(folder.resolve("objects"), random);
    }

    private KeyRing openKeys() {
        var masterKey = MasterKeyFile.open(folder.resolve("master.key"), random);
        return LocalKeyRing.open(folder.resolve("keys"), masterKey, random, clock);
    }
}
