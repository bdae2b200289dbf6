package io.safelight.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.fuzz.Bytes;
import io.safelight.fuzz.Trial;
import io.safelight.ports.PortException;
import io.safelight.ports.keys.KeyName;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Object references and wrapped keys that nobody of ours wrote. */
class LocalFilesFuzzTest {
    private static final Path ROOT = Path.of("/srv/objects");
    private static final KeyName NAME =
            new KeyName(new TenantId("acme"), ExpiryBucket.parse("2026-11-28T10"));
    private static final byte[] MATERIAL = Bytes.utf8("0123456789abcdef0123456789abcdef");

    @TempDir private static Path folder = Path.of("");

    static Stream<Arguments> seeds() {
        String file = "0199a3f0-0000-7000-8000-000000000000-0123456789abcdef";
        return Stream.of(
                        "raw/2026-11-28T10/acme/" + file,
                        "quarantine/2026-11-28T10.05_1m/a-b/" + file,
                        "processed/../../../etc/passwd",
                        "raw/2026-11-28T10/acme/" + file + "\n",
                        "raw//acme/" + file)
                .map(reference -> Arguments.of(reference, new byte[60]));
    }

    private final MasterKeyFile master =
            MasterKeyFile.open(folder.resolve("master.key"), new SecureRandom());
    private final byte[] wrapped = master.wrap(NAME, MATERIAL);

    @MethodSource("seeds")
    @FuzzTest
    void nothingLeadsOutOfTheFolderAndNoForgedKeyOpens(
            @NotNull String reference, byte @NotNull [] damage) {
        Trial.run(() -> check(reference, damage), reference, damage);
    }

    private void check(String reference, byte[] damage) {
        if (LocalObjectStore.isReference(reference)) {
            Path file = ROOT.resolve(reference).normalize();
            assertThat(file.startsWith(ROOT)).isTrue();
            assertThat(file.getNameCount()).as("depth").isGreaterThan(ROOT.getNameCount() + 1);
        }
        opens(damage);
        byte[] damaged = wrapped.clone();
        for (int i = 0; i < damage.length; i++) {
            damaged[i % damaged.length] ^= damage[i];
        }
        opens(damaged);
    }

    private void opens(byte[] key) {
        boolean must = Arrays.equals(key, wrapped);
        try {
            assertThat(master.unwrap(NAME, key)).isEqualTo(MATERIAL);
            assertThat(must).isTrue();
        } catch (PortException e) {
            assertThat(e.kind()).isEqualTo(PortException.Kind.CORRUPT);
            assertThat(must).isFalse();
        }
    }
}
