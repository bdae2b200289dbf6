package io.safelight.adapter.vips;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.Probe;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.sandbox.MadeOutput;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** The programs' answers on one image, and questions to them. */
record Run(List<ProgramAnswer> answers) {
    private static final Duration LONG = Duration.ofSeconds(30);

    static Run of(byte[] image) {
        ImageFormat format = ImageFormat.sniff(image).orElseThrow();
        return of(format, image, DecodeLimits.DEFAULT, LONG);
    }

    static Run of(byte[] image, DecodeLimits limits) {
        return of(ImageFormat.sniff(image).orElseThrow(), image, limits, LONG);
    }

    static Run of(ImageFormat format, byte[] image, DecodeLimits limits, Duration limit) {
        try (ImageBytes bytes = ImageBytes.of(image)) {
            var programs = new BuiltInPrograms(Pictures.VIPS, limits);
            List<ProgramAnswer> answers = programs.run(format, bytes, limit);
            assertThat(answers).extracting(ProgramAnswer::program).isEqualTo(programs.programs());
            assertThat(bytesLeft()).as("bytes of pixels left behind").isZero();
            return new Run(answers);
        }
    }

    boolean succeeded() {
        return answers.stream().allMatch(answer -> answer.result() instanceof Result.Made);
    }

    Probe probe() {
        return made(0).probe().orElseThrow();
    }

    List<MadeOutput> outputs() {
        return made(1).outputs();
    }

    BufferedImage preview() {
        return Pictures.read(output("preview.jpg"));
    }

    ByteBuffer output(String name) {
        return outputs().stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .orElseThrow()
                .content();
    }

    /** Both give up for the same cause. */
    Cause cause() {
        assertThat(answers.get(1).result()).isEqualTo(answers.get(0).result());
        if (answers.get(0).result() instanceof Result.GaveUp gaveUp) {
            return gaveUp.cause();
        }
        throw new AssertionError("did not give up: " + answers);
    }

    /** Threads of libvips that have done their work free what they used a moment later. */
    private static long bytesLeft() {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (Pictures.VIPS.trackedBytes() != 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return Pictures.VIPS.trackedBytes();
    }

    private Result.Made made(int program) {
        if (answers.get(program).result() instanceof Result.Made made) {
            return made;
        }
        throw new AssertionError("gave up: " + answers);
    }
}
