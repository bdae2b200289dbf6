package io.safelight.ports.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.Probe;
import io.safelight.ports.sandbox.MadeOutput;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerFrameTest {

    @Test
    void answersArriveAsTheyWereSent() throws Exception {
        assertThat(Samples.read(Samples.frame(Samples.answers()))).isEqualTo(Samples.answers());
    }

    @Test
    void oddTextOfAnHonestChildIsCleanedAndPasses() throws Exception {
        String half = "\ud83d";
        Map<String, String> odd = Map.of("Tab\tKey", "nul\0" + half, "Long", "x".repeat(100_000));
        var farFuture = Optional.of(LocalDateTime.of(20_000, 1, 1, 0, 0));

        byte[] frame = Samples.frame(Samples.answers(Samples.probe(odd, farFuture)));

        Probe read = ((Result.Made) Samples.read(frame).getFirst().result()).probe().orElseThrow();
        assertThat(read.exif()).containsEntry("Tab\ufffdKey", "nul\ufffd\ufffd");
        assertThat(read.exif().get("Long")).hasSize(2048);
        assertThat(read.takenAt()).isEmpty();
    }

    @Test
    void everyCutEndsAsTheChildsEnd() throws Exception {
        byte[] frame = Samples.frame(Samples.answers());
        for (int length = 0; length < frame.length; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThatThrownBy(() -> Samples.read(cut)).isInstanceOf(EOFException.class);
        }
    }

    /** What passes is an answer all the same: domain constructors have seen each part of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void changedBytesAreRefusedOrStillAnAnswer(long seed) throws Exception {
        var random = new Random(seed);
        byte[] frame = Samples.frame(Samples.answers());
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] changed = frame.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                changed[random.nextInt(Math.min(400, frame.length))] = (byte) random.nextInt();
            }
            refused += isRefused(changed) ? 1 : 0;
        }
        assertThat(refused).as("seed %d", seed).isGreaterThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseIsRefused(long seed) {
        var random = new Random(seed);
        byte[] header = {0x53, 0x4c, 0x53, 0x42, 1, 3, 0, 0, 0, 0, 0, 1, 0, 0};
        for (int i = 0; i < 4_000; i++) {
            byte[] noise = new byte[200];
            random.nextBytes(noise);
            System.arraycopy(header, 0, noise, 0, header.length);
            assertThatThrownBy(() -> Samples.read(noise))
                    .as("seed %d", seed)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void lengthIsNotBelievedBeforeAnythingIsAllocated() throws Exception {
        byte[] frame = Samples.frame(Samples.answers());
        ByteBuffer.wrap(frame).putLong(6, Long.MAX_VALUE);

        assertThatThrownBy(() -> Samples.read(frame))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("more than");
    }

    @Test
    void oneByteMoreInsideTheFrameIsRefused() throws Exception {
        byte[] frame = Samples.frame(Samples.answers());
        byte[] longer = Arrays.copyOf(frame, frame.length + 1);
        ByteBuffer.wrap(longer).putLong(6, longer.length - FrameReader.HEADER_BYTES);

        assertThatThrownBy(() -> Samples.read(longer)).hasMessageContaining("longer");
    }

    @Test
    void positionThatIsNoNumberIsRefused() throws Exception {
        byte[] frame = Samples.frame(Samples.answers());
        byte[] nan = ByteBuffer.allocate(8).putDouble(Double.NaN).array();
        byte[] changed = replaced(frame, ByteBuffer.allocate(8).putDouble(48.2).array(), nan);

        assertThatThrownBy(() -> Samples.read(changed)).isInstanceOf(WireException.class);
    }

    @Test
    void controlCharactersAndBrokenUtf8AreRefused() throws Exception {
        byte[] frame = Samples.frame(Samples.answers());
        byte[] canon = "Canon".getBytes(StandardCharsets.US_ASCII);
        for (byte bad : new byte[] {0, '\n', 0x1b, 0x7f, (byte) 0xff, (byte) 0xc0}) {
            byte[] changed = replaced(frame, canon, new byte[] {'C', 'a', bad, 'o', 'n'});
            assertThatThrownBy(() -> Samples.read(changed)).isInstanceOf(WireException.class);
        }
    }

    @Test
    void probeOfAnotherProgramIsRefused() throws Exception {
        Result probe = Samples.answers().getFirst().result();
        List<ProgramAnswer> answers =
                List.of(
                        Samples.answer(Samples.PROBE, probe),
                        Samples.answer(Samples.RENDITIONS, probe),
                        Samples.answer(
                                Samples.LABELS, new Result.Made(Optional.empty(), List.of())));
        byte[] frame = Samples.frame(answers);

        assertThatThrownBy(() -> Samples.read(frame)).hasMessageContaining("another name");
    }

    @Test
    void answersAreOfEveryProgramInOrder() throws Exception {
        List<ProgramAnswer> all = Samples.answers();
        byte[] fewer = Samples.frame(all.subList(0, 2));
        byte[] turned = Samples.frame(all.reversed());

        assertThatThrownBy(() -> Samples.read(fewer)).hasMessageContaining("one answer for each");
        assertThatThrownBy(() -> Samples.read(turned)).hasMessageContaining("another program");
    }

    @Test
    void outputsBeyondTheLimitsAreRefused() throws Exception {
        byte[] frame = Samples.frame(Samples.answers());
        for (var limits :
                List.of(
                        new WireLimits(16, 1, 5000, 5000),
                        new WireLimits(16, 2, 999, 5000),
                        new WireLimits(16, 2, 1000, 1000))) {
            var in = new ByteArrayInputStream(frame);
            assertThatThrownBy(() -> AnswerFrame.read(in, Samples.NUMBER, Samples.PROGRAMS, limits))
                    .isInstanceOf(WireException.class);
        }
    }

    @Test
    void contentsAreReadOnly() throws Exception {
        var made = (Result.Made) Samples.read(Samples.frame(Samples.answers())).get(1).result();

        assertThat(made.outputs()).map(MadeOutput::content).allMatch(ByteBuffer::isReadOnly);
    }

    private static boolean isRefused(byte[] frame) {
        try {
            assertThat(Samples.read(frame)).hasSize(Samples.PROGRAMS.size());
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static byte[] replaced(byte[] in, byte[] what, byte[] by) {
        byte[] out = in.clone();
        for (int at = 0; at + what.length <= in.length; at++) {
            if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                System.arraycopy(by, 0, out, at, by.length);
                return out;
            }
        }
        throw new AssertionError("not found");
    }
}
