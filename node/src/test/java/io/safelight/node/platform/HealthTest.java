package io.safelight.node.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.ingress.http.Dependency;
import io.safelight.settings.ByteSize;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final ByteSize FLOOR = ByteSize.mebibytes(100);

    @Test
    void aStoreBelowItsFloorIsNotReadyAndSaysWhatToDo() {
        Dependency full = Health.space(OptionalLong.of(FLOOR.bytes() - 1), FLOOR);

        assertThat(full.name()).isEqualTo("storage");
        assertThat(full.ready()).isFalse();
        assertThat(full.detail()).contains("99 MiB", "100MiB", "ingest.free-space-floor");
    }

    @Test
    void aStoreAboveItsFloorOrWithoutEndIsReady() {
        assertThat(Health.space(OptionalLong.of(FLOOR.bytes()), FLOOR).ready()).isTrue();
        assertThat(Health.space(OptionalLong.of(50L << 30), FLOOR).detail())
                .isEqualTo("50 GiB free; uploads stop below 100MiB");
        assertThat(Health.space(OptionalLong.empty(), FLOOR).ready()).isTrue();
    }
}
