package io.safelight.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.PortException;
import io.safelight.ports.keys.KeyName;
import io.safelight.ports.keys.KeyRing;
import io.safelight.testkit.keys.KeyRingContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeyRingTest extends KeyRingContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final KeyName ACME =
            new KeyName(new TenantId("acme"), ExpiryBucket.containing(NOON, Duration.ofHours(1)));

    @TempDir Path folder;

    @Override
    protected KeyRing ring(InstantSource clock) {
        var master = MasterKeyFile.open(folder.resolve("master.key"), new SecureRandom());
        return LocalKeyRing.open(folder.resolve("ring"), master, new SecureRandom(), clock);
    }

    @Test
    void keysOutliveARestartAndLieWrapped() throws IOException {
        byte[] material = ring(() -> NOON).obtain(ACME).use(byte[]::clone);

        byte[] again = ring(() -> NOON).find(ACME).orElseThrow().use(byte[]::clone);

        assertThat(again).isEqualTo(material);
        byte[] file = Files.readAllBytes(folder.resolve("ring/2026-11-21T12/acme.key"));
        assertThat(HexFormat.of().formatHex(file))
                .doesNotContain(HexFormat.of().formatHex(material));
    }

    @Test
    void aKeyFileUnderAnotherNameDoesNotOpen() throws IOException {
        KeyRing ring = ring(() -> NOON);
        ring.obtain(ACME);
        Files.move(
                folder.resolve("ring/2026-11-21T12/acme.key"),
                folder.resolve("ring/2026-11-21T12/evil.key"));

        var evil = new KeyName(new TenantId("evil"), ACME.bucket());

        assertThatThrownBy(() -> ring.find(evil))
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> assertThat(e.kind()).isEqualTo(PortException.Kind.CORRUPT));
    }

    @Test
    void anotherMasterKeyIsToldAtTheStart() throws IOException {
        ring(() -> NOON).obtain(ACME);
        Files.delete(folder.resolve("master.key"));

        assertThatThrownBy(() -> ring(() -> NOON))
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> assertThat(e.kind()).isEqualTo(PortException.Kind.REFUSED))
                .hasMessageContaining("another master key");
    }

    @Test
    void aKeyThatWasBeingWrittenWhenTheProcessDiedDoesNotSurvive() throws IOException {
        ring(() -> NOON).obtain(ACME);
        Path leftover = folder.resolve("ring/2026-11-21T12/.123.part");
        Files.write(leftover, new byte[60]);

        ring(() -> NOON);

        assertThat(leftover).doesNotExist();
    }

    @Test
    void aMasterKeyThatOthersMayReadIsRefusedWithTheCommandThatMendsIt() throws IOException {
        Path file = folder.resolve("master.key");
        MasterKeyFile.open(file, new SecureRandom());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> MasterKeyFile.open(file, new SecureRandom()))
                .hasMessageContaining("chmod 600 " + file);
    }
}
