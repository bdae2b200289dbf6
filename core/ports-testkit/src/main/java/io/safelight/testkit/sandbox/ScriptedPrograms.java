package io.safelight.testkit.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.Probe;
import io.safelight.domain.image.Probe.Looks;
import io.safelight.domain.program.Program;
import io.safelight.domain.program.ProgramName;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.sandbox.MadeOutput;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import io.safelight.ports.sandbox.ProgramHost;
import io.safelight.ports.sandbox.wire.SandboxChild;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Programs named like the built-in ones that do what an image's {@link Script} says. */
public final class ScriptedPrograms implements ProgramHost {
    private static final Program PROBE = new Program(new ProgramName("probe"), "1", true);
    private static final Program RENDITIONS = new Program(new ProgramName("renditions"), "1", true);

    private final Ends ends;
    private final List<String> memory = new ArrayList<>();

    /** How a process ends here. */
    public interface Ends {
        void exit(int status);

        void hang();
    }

    public ScriptedPrograms(Ends ends) {
        this.ends = ends;
    }

    /** The main class of a child. */
    public static void main(String[] arguments) throws IOException {
        SandboxChild.serve(arguments, ScriptedPrograms::ofThisProcess);
    }

    /** Programs that really end the process that they run in. */
    public static ScriptedPrograms ofThisProcess() {
        return new ScriptedPrograms(
                new Ends() {
                    @Override
                    public void exit(int status) {
                        Runtime.getRuntime().halt(status);
                    }

                    @Override
                    public void hang() {
                        waitForEver();
                    }
                });
    }

    @Override
    public List<Program> programs() {
        return List.of(PROBE, RENDITIONS);
    }

    @Override
    public List<ProgramAnswer> run(ImageFormat format, ImageBytes bytes, Duration limit) {
        Script script = Script.read(bytes);
        String argument = script.argument();
        return switch (script.verb()) {
            case ECHO -> made(List.of(echo(argument)));
            case GIVE_UP -> gaveUp(argument);
            case EXIT -> {
                ends.exit(Integer.parseInt(argument));
                yield List.of();
            }
            case HANG -> {
                ends.hang();
                yield List.of();
            }
            case REMEMBER -> {
                memory.add(argument);
                yield made(List.of(echo(argument)));
            }
            case RECALL -> made(List.of(echo(String.join(",", memory))));
            case WRONG_TYPE -> made(List.of(output("echo.png", "image/png", argument)));
            case MANY ->
                    made(
                            IntStream.range(0, Integer.parseInt(argument))
                                    .mapToObj(i -> output(i + ".jpg", "image/jpeg", ""))
                                    .toList());
            case LARGE -> made(List.of(echo("x".repeat(Integer.parseInt(argument)))));
            case TWICE -> made(List.of(echo("a"), echo("b")));
        };
    }

    /** The text that these programs echoed in an answer. */
    public static String echoed(List<ProgramAnswer> answers) {
        var made = (Result.Made) answers.getLast().result();
        ByteBuffer content = made.outputs().getFirst().content().duplicate();
        return ISO_8859_1.decode(content.position(4)).toString();
    }

    private static List<ProgramAnswer> made(List<MadeOutput> outputs) {
        return List.of(
                answer(PROBE, new Result.Made(Optional.of(probe()), List.of())),
                answer(RENDITIONS, new Result.Made(Optional.empty(), outputs)));
    }

    private static List<ProgramAnswer> gaveUp(String code) {
        var cause = new Cause(code, "The script says so.");
        return List.of(
                answer(PROBE, new Result.GaveUp(cause)),
                answer(RENDITIONS, new Result.GaveUp(cause)));
    }

    private static ProgramAnswer answer(Program program, Result result) {
        return new ProgramAnswer(program, Duration.ofMillis(1), 1 << 20, result);
    }

    private static MadeOutput echo(String text) {
        return output("echo.jpg", "image/jpeg", text);
    }

    private static MadeOutput output(String name, String contentType, String text) {
        byte[] content = Script.jpegLike(text.getBytes(ISO_8859_1));
        return new MadeOutput(name, contentType, ByteBuffer.wrap(content));
    }

    private static Probe probe() {
        return new Probe(
                new Dimensions(640, 480, 1),
                1,
                "srgb",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Looks("0123456789abcdef", "#336699", "LEHV6nWB2yk8pyo0adR*.7kCMdnj"),
                new TreeMap<>());
    }

    private static void waitForEver() {
        var never = new CountDownLatch(1);
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException e) {
                // It hangs for good.
            }
        }
    }
}
