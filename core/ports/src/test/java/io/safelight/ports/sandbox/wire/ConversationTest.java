package io.safelight.ports.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.program.Program;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramHost;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ConversationTest {

    @Test
    void childSaysHelloThenTakesAndAnswersEachImage() throws Exception {
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        var requests = new ByteArrayOutputStream();
        request(requests, 1, large);
        request(requests, 2, new byte[0]);
        var host = new Recorder();
        var out = new ByteArrayOutputStream();

        SandboxChild.serve(new ByteArrayInputStream(requests.toByteArray()), out, host);

        InputStream in = new ByteArrayInputStream(out.toByteArray());
        var limits = WireLimits.defaults();
        assertThat(HelloFrame.read(in, limits)).isEqualTo(Samples.PROGRAMS);
        for (int number = 1; number <= 2; number++) {
            TakenFrame.read(in, number);
            assertThat(AnswerFrame.read(in, number, Samples.PROGRAMS, limits))
                    .isEqualTo(Samples.answers());
        }
        assertThat(in.read()).isNegative();
        assertThat(host.seen).containsExactly(large, new byte[0]);
    }

    @Test
    void cutImageIsNeverShown() throws Exception {
        var requests = new ByteArrayOutputStream();
        request(requests, 1, new byte[1000]);
        byte[] cut = Arrays.copyOf(requests.toByteArray(), requests.size() - 1);
        var host = new Recorder();
        var out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> SandboxChild.serve(new ByteArrayInputStream(cut), out, host))
                .isInstanceOf(EOFException.class);
        assertThat(host.seen).isEmpty();
    }

    @Test
    void helloOfNoProgramsOrOfOneTwiceIsRefused() throws Exception {
        for (List<Program> programs :
                List.of(List.<Program>of(), List.of(Samples.PROBE, Samples.PROBE))) {
            var out = new ByteArrayOutputStream();
            HelloFrame.write(out, programs);
            var in = new ByteArrayInputStream(out.toByteArray());
            assertThatThrownBy(() -> HelloFrame.read(in, WireLimits.defaults()))
                    .isInstanceOf(WireException.class);
        }
    }

    @Test
    void frameOfAnotherKindIsRefused() throws Exception {
        var out = new ByteArrayOutputStream();
        TakenFrame.write(out, 1);
        byte[] taken = out.toByteArray();

        assertThatThrownBy(
                        () ->
                                HelloFrame.read(
                                        new ByteArrayInputStream(taken), WireLimits.defaults()))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(() -> TakenFrame.read(new ByteArrayInputStream(taken), 2))
                .isInstanceOf(WireException.class);
    }

    private static void request(ByteArrayOutputStream out, long number, byte[] content)
            throws IOException {
        RequestFrame.write(
                out, number, ImageFormat.HEIC, Duration.ofSeconds(3), ByteBuffer.wrap(content));
    }

    private static final class Recorder implements ProgramHost {
        private final List<byte[]> seen = new ArrayList<>();

        @Override
        public List<Program> programs() {
            return Samples.PROGRAMS;
        }

        @Override
        public List<ProgramAnswer> run(ImageFormat format, ImageBytes bytes, Duration limit) {
            assertThat(format).isEqualTo(ImageFormat.HEIC);
            assertThat(limit).isEqualTo(Duration.ofSeconds(3));
            byte[] content = new byte[Math.toIntExact(bytes.size())];
            bytes.buffer().get(content);
            seen.add(content);
            return Samples.answers();
        }
    }
}
