package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.settings.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PacedBodyTest {
    private static final ByteSize HUNDRED_A_SECOND = new ByteSize(100);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private long nanos;
    private Duration pause = Duration.ZERO;
    private int count = 1;
    private final PacedBody body =
            new PacedBody(new Source(), HUNDRED_A_SECOND, GRACE, () -> nanos);

    @Test
    void aSenderAtTheRateGoesOnForEver() throws IOException {
        pause = Duration.ofSeconds(1);
        count = 100;

        for (int second = 0; second < 10_000; second++) {
            assertThat(body.read(new byte[100])).isEqualTo(100);
        }
    }

    @Test
    void aSenderBelowTheRateUsesUpTheGraceAndIsCutOff() throws IOException {
        pause = Duration.ofSeconds(1);
        count = 50;

        for (int second = 0; second < 20; second++) {
            body.read(new byte[100]);
        }

        assertThatThrownBy(() -> body.read(new byte[100])).isInstanceOf(Problem.class);
    }

    @Test
    void whatCameFastAtFirstDoesNotPayForALongDrip() throws IOException {
        count = 1_000_000;
        body.read(new byte[count]);
        pause = Duration.ofSeconds(4);
        count = 1;

        body.read();
        body.read();

        assertThatThrownBy(body::read).isInstanceOf(Problem.class);
    }

    @Test
    void aPauseWithinTheGraceIsMadeUpFor() throws IOException {
        for (int round = 0; round < 100; round++) {
            pause = Duration.ofSeconds(9);
            count = 1;
            body.read();
            pause = Duration.ZERO;
            count = 1000;
            body.read(new byte[count]);
        }
    }

    @Test
    void onlyWaitingForTheSenderCounts() throws IOException {
        for (int round = 0; round < 100; round++) {
            assertThat(body.read()).isZero();
            nanos += Duration.ofMinutes(1).toNanos();
        }
    }

    @Test
    void onceTooSlowIsAlwaysTooSlow() {
        pause = Duration.ofMinutes(1);
        assertThatThrownBy(body::read).isInstanceOf(Problem.class);
        pause = Duration.ZERO;
        count = 1_000_000;

        assertThatThrownBy(() -> body.read(new byte[count])).isInstanceOf(Problem.class);
    }

    @Test
    void theServersIdleTimeoutIsTooSlowAndOtherFailuresAreThemselves() {
        var timeout = new IOException(new TimeoutException("idle"));
        var gone = new IOException("gone");

        assertThatThrownBy(() -> failing(timeout).read()).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> failing(gone).read()).isSameAs(gone);
    }

    private static PacedBody failing(IOException failure) {
        var source =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw failure;
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        throw failure;
                    }
                };
        return new PacedBody(source, HUNDRED_A_SECOND, GRACE, System::nanoTime);
    }

    /** Waits as long as is set, then gives as many zeros as are set. */
    private final class Source extends InputStream {
        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            nanos += pause.toNanos();
            return Math.min(count, length);
        }
    }
}
