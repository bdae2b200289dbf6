package io.safelight.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class BoundedBytesTest {
    private final BoundedBytes values = new BoundedBytes(10, 100);

    @Test
    void whatIsBeyondAPortionComesWithTheNext() {
        for (int i = 0; i < 10; i++) {
            assertThat(take(10, 0)).hasSize(10);
        }
        assertThatThrownBy(() -> take(1, 0)).hasMessageContaining("full");

        values.startPortion();

        assertThat(take(1, 0)).hasSize(1);
    }

    @Test
    void nothingIsTakenOfAValueThatIsTooLarge() {
        assertThat(take(11, 0)).isEmpty();
    }

    @Test
    void recordWithTooManyHeadersEndsThePortionWhateverItsValue() {
        assertThat(take(1, 100)).hasSize(1);
        assertThat(take(1, 101)).isEmpty();
        assertThatThrownBy(() -> take(1, 0)).hasMessageContaining("full");

        values.startPortion();

        assertThat(take(1, 1_000_000)).isEmpty();
        assertThatThrownBy(() -> take(1, 1_000_000)).hasMessageContaining("full");
    }

    private byte[] take(int bytes, int headers) {
        Headers some =
                new RecordHeaders(Collections.nCopies(headers, new RecordHeader("", new byte[0])));
        return Objects.requireNonNull(
                values.deserialize("topic", some, ByteBuffer.allocate(bytes)));
    }
}
