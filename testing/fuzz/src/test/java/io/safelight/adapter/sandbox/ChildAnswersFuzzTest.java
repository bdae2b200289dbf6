package io.safelight.adapter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.safelight.child.LastOutput;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.Location;
import io.safelight.domain.image.Probe;
import io.safelight.domain.program.Program;
import io.safelight.domain.program.ProgramName;
import io.safelight.fuzz.Trial;
import io.safelight.ports.sandbox.MadeOutput;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import io.safelight.ports.sandbox.wire.AnswerFrame;
import io.safelight.ports.sandbox.wire.HelloFrame;
import io.safelight.ports.sandbox.wire.TakenFrame;
import io.safelight.ports.sandbox.wire.WireException;
import io.safelight.ports.sandbox.wire.WireLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out of a sandbox that a hostile image may have taken over. */
class ChildAnswersFuzzTest {
    private static final long NUMBER = 7;
    private static final Program PROBE = new Program(new ProgramName("probe"), "1", true);
    private static final Program OTHER = new Program(new ProgramName("other"), "2", false);
    private static final List<Program> PROGRAMS = List.of(PROBE, OTHER);
    private static final WireLimits LIMITS = WireLimits.defaults();

    static Stream<byte[]> seeds() throws IOException {
        var hello = new ByteArrayOutputStream();
        HelloFrame.write(hello, PROGRAMS);
        var taken = new ByteArrayOutputStream();
        TakenFrame.write(taken, NUMBER);
        byte[] whole = written(List.of(answer(PROBE, made()), answer(OTHER, outputs())));
        byte[] sad = written(List.of(answer(PROBE, gaveUp()), answer(OTHER, gaveUp())));
        return Stream.of(hello.toByteArray(), taken.toByteArray(), whole, sad);
    }

    @MethodSource("seeds")
    @FuzzTest
    void nothingThatAChildSaysIsBelievedUnchecked(byte[] said) {
        Trial.run(() -> check(said), (Object) said);
    }

    private static void check(byte[] said) throws IOException {
        refusedAsNonsense(() -> HelloFrame.read(new ByteArrayInputStream(said), LIMITS));
        refusedAsNonsense(
                () -> {
                    TakenFrame.read(new ByteArrayInputStream(said), NUMBER);
                    return NUMBER;
                });
        assertThat(LastWords.shortened(LastOutput.of(said, 4000))).matches("[ -~…]{0,1001}");
        Optional<List<ProgramAnswer>> answers = refusedAsNonsense(() -> read(said));
        if (answers.isPresent()) {
            outputsAreSmallEnough(answers.get());
            assertThat(read(written(answers.get()))).as("again").isEqualTo(answers.get());
            refusedAsNonsense(
                    () -> {
                        OutputCheck.requireSound(answers.get());
                        return answers;
                    });
        }
    }

    private static void outputsAreSmallEnough(List<ProgramAnswer> answers) {
        assertThat(answers).hasSameSizeAs(PROGRAMS);
        for (ProgramAnswer answer : answers) {
            if (answer.result() instanceof Result.Made(var probe, var outputs)) {
                assertThat(outputs).hasSizeLessThanOrEqualTo(LIMITS.outputsPerProgram());
                assertThat(probe.isPresent() && !answer.program().equals(PROBE)).isFalse();
            }
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> Optional<T> refusedAsNonsense(Reading<T> reading) throws IOException {
        try {
            return Optional.of(reading.read());
        } catch (WireException | EOFException e) {
            return Optional.empty();
        }
    }

    private static List<ProgramAnswer> read(byte[] said) throws IOException {
        return AnswerFrame.read(new ByteArrayInputStream(said), NUMBER, PROGRAMS, LIMITS);
    }

    private static byte[] written(List<ProgramAnswer> answers) throws IOException {
        var bytes = new ByteArrayOutputStream();
        AnswerFrame.write(bytes, NUMBER, answers);
        return bytes.toByteArray();
    }

    private static ProgramAnswer answer(Program program, Result result) {
        return new ProgramAnswer(program, Duration.ofMillis(12), 3 << 20, result);
    }

    private static Result gaveUp() {
        return new Result.GaveUp(new Cause("corrupt", "It is broken."));
    }

    private static Result outputs() {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0};
        return new Result.Made(
                Optional.empty(),
                List.of(new MadeOutput("a.jpg", "image/jpeg", ByteBuffer.wrap(jpeg))));
    }

    private static Result made() {
        var probe =
                new Probe(
                        new Dimensions(4000, 3000, 1),
                        6,
                        "srgb",
                        Optional.of(new Probe.Camera("Maker", "Model")),
                        Optional.of(LocalDateTime.of(2026, 11, 21, 12, 0)),
                        Optional.of(new Location(47.5, -8.25)),
                        new Probe.Looks(
                                "0123456789abcdef", "#102030", "LEHV6nWB2yk8pyo0adR*.7kCMdnj"),
                        new TreeMap<>(Map.of("IFD0.Make", "Maker")));
        return new Result.Made(Optional.of(probe), List.of());
    }
}
