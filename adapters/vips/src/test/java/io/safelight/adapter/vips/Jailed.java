package io.safelight.adapter.vips;

import io.safelight.adapter.sandbox.ChildProgram;
import io.safelight.adapter.sandbox.ChildSandbox;
import io.safelight.adapter.sandbox.SandboxSettings;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.ports.sandbox.SandboxJob;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs as they are in the product: in a child with a real limit. */
final class Jailed implements AutoCloseable {
    /** Of our own modules, this one, and what reads EXIF. */
    private static final Pattern NEEDED =
            Pattern.compile(
                    "(core/(domain|ports)/target/|safelight-(domain|ports)-[0-9])|metadata-extractor"
                        + "|xmpcore|vips/target/classes$");

    private final ChildSandbox sandbox;

    private Jailed(ChildSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * @param maxDataBytes all that the child may allocate; its decoders are told of no limit
     */
    static Jailed open(long maxDataBytes, Duration timeLimit) {
        var defaults = SandboxSettings.defaults();
        var settings =
                new SandboxSettings(
                        1,
                        1,
                        500,
                        timeLimit,
                        Duration.ofMillis(500),
                        defaults.startLimit(),
                        defaults.idleLimit(),
                        maxDataBytes,
                        1 << 20,
                        defaults.limits());
        return new Jailed(ChildSandbox.open(program(), settings));
    }

    /** The code of the cause for which it was given up or died, or "made". */
    String told(byte[] image) {
        ImageFormat format = ImageFormat.sniff(image).orElseThrow();
        try (ImageBytes bytes = ImageBytes.of(image)) {
            var id = ImageId.of(Instant.EPOCH, new byte[ImageId.ENTROPY_BYTES]);
            var job = new SandboxJob(id, new TenantId("acme"), format, bytes);
            return switch (sandbox.run(job)) {
                case SandboxAnswer.Answered(List<ProgramAnswer> answers) -> told(answers);
                case SandboxAnswer.Died(var cause) -> cause.code();
                case SandboxAnswer.Unavailable(String why) -> throw new AssertionError(why);
            };
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }

    private static String told(List<ProgramAnswer> answers) {
        return answers.getFirst().result() instanceof Result.GaveUp gaveUp
                ? gaveUp.cause().code()
                : "made";
    }

    private static ChildProgram program() {
        List<Path> classpath =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .filter(Files::exists)
                        .filter(path -> NEEDED.matcher(path.toString()).find())
                        .toList();
        ChildProgram usual = ChildProgram.of(classpath, ProgramsMain.class.getName());
        var options = new ArrayList<>(usual.jvmOptions());
        options.add("-D" + VipsSettings.MAX_DECODER_BYTES + "=" + (4L << 30));
        return new ChildProgram(
                usual.javaHome(),
                usual.classpath(),
                usual.mainClass(),
                options,
                usual.readOnly(),
                usual.environment());
    }
}
