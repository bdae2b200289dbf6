package io.safelight.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.Zone;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.StoredObject;
import io.safelight.testkit.objects.Listings;
import io.safelight.testkit.objects.ObjectStoreContract;
import io.safelight.testkit.objects.Placements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalObjectStoreTest extends ObjectStoreContract {
    @TempDir Path folder;

    @Override
    protected ObjectStore store() {
        return LocalObjectStore.open(folder.resolve("objects"), new SecureRandom());
    }

    @Test
    void whatWasBeingWrittenWhenTheProcessDiedIsGoneAfterTheNextStart() throws IOException {
        ObjectStore store = store();
        var writer = store.create(Placements.raw("acme", Instant.parse("2026-11-21T12:00:00Z"), 1));
        writer.stream().write(new byte[1000]);

        store();

        try (var spool = Files.list(folder.resolve("objects/spool"))) {
            assertThat(spool).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "2026-11-28T10/.."})
    void referenceThatClimbsIsNone(String bucket) {
        String rest = "/acme/01890000-0000-7000-8000-000000000000-0123456789abcdef";

        assertThat(LocalObjectStore.isReference("raw/2026-11-28T10" + rest)).isTrue();
        assertThat(LocalObjectStore.isReference("raw/" + bucket + rest)).isFalse();
    }

    @Test
    void strangersInTheFoldersAreLeftOut() throws IOException {
        ObjectStore store = store();
        var object =
                write(
                        store,
                        Placements.raw("acme", Instant.parse("2026-11-21T12:00:00Z"), 1),
                        new byte[1]);
        Files.writeString(folder.resolve("objects/raw/notes.txt"), "x");
        Files.writeString(folder.resolve("objects/raw/2026-11-28T12/acme/notes.txt"), "x");

        assertThat(Listings.all(store, Zone.RAW))
                .extracting(StoredObject::object)
                .containsExactly(object);
    }

    @Test
    void objectsAreFiledByZoneBucketAndTenantForTheirOwnerOnly() throws IOException {
        ObjectStore store = store();

        var object =
                write(
                        store,
                        Placements.raw("acme", Instant.parse("2026-11-21T12:00:00Z"), 1),
                        new byte[1]);

        Path file = folder.resolve("objects").resolve(object.value());
        assertThat(file.getParent()).isEqualTo(folder.resolve("objects/raw/2026-11-28T12/acme"));
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }
}
