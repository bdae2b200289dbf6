package io.safelight.ports.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.program.Program;
import io.safelight.domain.program.ProgramName;
import io.safelight.fuzz.Bytes;
import io.safelight.fuzz.Trial;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramHost;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The child's side of the protocol: what it answers is always what its parent can read. */
class SandboxRequestsFuzzTest {
    private static final Program ECHO = new Program(new ProgramName("echo"), "1", true);
    private static final WireLimits LIMITS = WireLimits.defaults();
    private static final int LENGTH_OFFSET = FrameReader.HEADER_BYTES - 8;

    static Stream<byte[]> seeds() throws IOException {
        byte[] one = request(1, ImageFormat.JPEG);
        byte[] two = request(2, ImageFormat.HEIC);
        return Stream.of(new byte[0], one, new Bytes().bytes(one).bytes(two).done());
    }

    private static byte[] request(long number, ImageFormat format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        RequestFrame.write(
                bytes, number, format, Duration.ofSeconds(30), ByteBuffer.wrap(new byte[20]));
        return bytes.toByteArray();
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyRequestIsAnsweredInOrderOrEndsTheChild(byte[] requests) {
        if (asksForLittleMemory(requests)) {
            Trial.run(() -> check(requests), (Object) requests);
        }
    }

    /** A parent is believed when it says how large an image is; a machine has only so much. */
    private static boolean asksForLittleMemory(byte[] requests) {
        var bytes = ByteBuffer.wrap(requests);
        long at = 0;
        while (at + FrameReader.HEADER_BYTES <= requests.length) {
            long length = bytes.getLong((int) at + LENGTH_OFFSET);
            if (length > 16 << 20) {
                return false;
            }
            at += FrameReader.HEADER_BYTES + Math.max(0, length);
        }
        return true;
    }

    private static void check(byte[] requests) throws IOException {
        var answers = new ByteArrayOutputStream();
        var host = new Echo();
        try {
            SandboxChild.serve(new ByteArrayInputStream(requests), answers, host);
        } catch (WireException | EOFException e) {
            assertThat(e).hasMessageMatching("[ -~]+");
        }
        var asked = new ByteArrayInputStream(requests);
        var read = new ByteArrayInputStream(answers.toByteArray());
        List<Program> programs = HelloFrame.read(read, LIMITS);
        for (String image : host.seen) {
            RequestFrame request = RequestFrame.read(asked).orElseThrow();
            TakenFrame.read(read, request.number());
            assertThat(AnswerFrame.read(read, request.number(), programs, LIMITS))
                    .containsExactly(answer(image));
            assertThat(describe(request.format(), request.bytes())).isEqualTo(image);
            request.bytes().close();
        }
        assertThat(read.available()).isZero();
    }

    private static String describe(ImageFormat format, ImageBytes bytes) {
        return format + " of " + bytes.size() + " bytes";
    }

    private static ProgramAnswer answer(String image) {
        var result = new ProgramAnswer.Result.GaveUp(new Cause("echo", image));
        return new ProgramAnswer(ECHO, Duration.ZERO, 0, result);
    }

    private static final class Echo implements ProgramHost {
        private final List<String> seen = new ArrayList<>();

        @Override
        public List<Program> programs() {
            return List.of(ECHO);
        }

        @Override
        public List<ProgramAnswer> run(ImageFormat format, ImageBytes bytes, Duration limit) {
            assertThat(limit).isPositive();
            seen.add(describe(format, bytes));
            return List.of(answer(seen.getLast()));
        }
    }
}
