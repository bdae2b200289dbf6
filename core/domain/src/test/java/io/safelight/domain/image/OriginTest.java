package io.safelight.domain.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    private static final Origin ORIGIN =
            new Origin(new TenantId("acme"), new PrincipalId("ana"), Source.HTTP);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void itIsTracedOnlyWhenItIsSaid() {
        assertThat(ORIGIN.trace()).isEmpty();
        assertThat(ORIGIN.traced(Optional.of(TRACE)).trace()).contains(TRACE);
        assertThat(ORIGIN.traced(Optional.of(TRACE)).tenant()).isEqualTo(ORIGIN.tenant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ana@acme.example", TRACE + "-more", TRACE + "\n"})
    void aTraceHoldsNothingElse(String text) {
        assertThatThrownBy(() -> ORIGIN.traced(Optional.of(text)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
