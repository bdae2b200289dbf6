package io.safelight.adapter.vips;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.safelight.adapter.sandbox.ChildProgram;
import io.safelight.adapter.sandbox.ChildSandbox;
import io.safelight.adapter.sandbox.SandboxSettings;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.fuzz.Trial;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import io.safelight.ports.sandbox.Sandbox;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.ports.sandbox.SandboxJob;
import io.safelight.ports.sandbox.wire.WireLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Broken pictures for the real decoder in its jail. The fuzzer sees nothing of what happens in
 * there; it finds what breaks often.
 */
class DecoderFuzzTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final ImageId IMAGE = ImageId.of(Instant.EPOCH, new byte[10]);
    private static final Pattern OF_THE_CHILD =
            Pattern.compile(
                    "safelight-(domain|ports|adapter-vips)/|metadata-extractor|xmpcore"
                            + "|(domain|ports|vips)/target/");
    private static final byte[] GOOD = picture("jpg");
    private static final int GOOD_EVERY = 20;
    private static final Sandbox SANDBOX = ChildSandbox.open(program(), settings());

    private int images;

    static Stream<byte[]> seeds() {
        Stream<byte[]> made =
                answered(GOOD).orElseThrow().stream().flatMap(answer -> outputs(answer.result()));
        return Stream.concat(
                made, Stream.of("jpg", "png", "gif", "tif").map(DecoderFuzzTest::picture));
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @MethodSource("seeds")
    @FuzzTest
    void aBrokenPictureHurtsOnlyItself(byte[] picture) {
        Trial.run(() -> check(picture), (Object) picture);
    }

    private void check(byte[] picture) {
        answered(picture).ifPresent(answers -> assertThat(answers).hasSize(2));
        if (++images % GOOD_EVERY == 0) {
            assertThat(answered(GOOD).orElseThrow())
                    .allMatch(answer -> answer.result() instanceof Result.Made);
        }
    }

    /** Empty for what is no picture, and for one that broke its sandbox. */
    private static Optional<List<ProgramAnswer>> answered(byte[] picture) {
        Optional<ImageFormat> format = ImageFormat.sniff(picture);
        if (format.isEmpty()) {
            return Optional.empty();
        }
        try (var bytes = ImageBytes.of(picture)) {
            return switch (SANDBOX.run(new SandboxJob(IMAGE, TENANT, format.get(), bytes))) {
                case SandboxAnswer.Answered(var answers) -> Optional.of(answers);
                case SandboxAnswer.Died(var cause) -> {
                    assertThat(cause.code()).isIn("sandbox-died", "timed-out", "out-of-memory");
                    yield Optional.empty();
                }
                case SandboxAnswer.Unavailable(var why) -> throw new AssertionError(why);
            };
        }
    }

    private static Stream<byte[]> outputs(Result result) {
        return result instanceof Result.Made(var probe, var outputs)
                ? outputs.stream()
                        .map(
                                output -> {
                                    byte[] bytes = new byte[output.content().remaining()];
                                    output.content().get(bytes);
                                    return bytes;
                                })
                : Stream.empty();
    }

    private static byte[] picture(String format) {
        var picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 48; i++) {
            picture.setRGB(i % 64, i / 64, i * 997);
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static ChildProgram program() {
        var jars =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(path -> OF_THE_CHILD.matcher(path).find())
                        .map(Path::of)
                        .toList();
        return ChildProgram.of(jars, ProgramsMain.class.getName());
    }

    private static SandboxSettings settings() {
        return new SandboxSettings(
                1,
                1,
                500,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                1024L << 20,
                16 << 20,
                WireLimits.defaults());
    }
}
