package io.safelight.bench.rows;

import com.sun.management.OperatingSystemMXBean;
import io.safelight.adapter.vips.BuiltInPrograms;
import io.safelight.adapter.vips.DecodeLimits;
import io.safelight.adapter.vips.PreviewAlone;
import io.safelight.adapter.vips.Vips;
import io.safelight.domain.image.ImageFormat;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.sandbox.ProgramAnswer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A process that decodes and encodes as a sandbox's child does, without sandbox and pipes, and
 * prints the processor seconds of one pass over its files. A first pass does not count.
 */
public final class NativeWork {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int PASSES = 2;

    /** What is done with each image. */
    enum Kind {
        /** What the worker has done: probe and both renditions. */
        PROGRAMS,
        /** The larger rendition alone. */
        PREVIEW
    }

    private NativeWork() {}

    /**
     * @param arguments kind; libvips' file, or a hyphen for the system's; JPEG files
     */
    public static void main(String[] arguments) throws IOException {
        Kind kind = Kind.valueOf(arguments[0]);
        var library =
                arguments[1].equals("-")
                        ? Optional.<Path>empty()
                        : Optional.of(Path.of(arguments[1]));
        var contents = new ArrayList<ImageBytes>();
        for (String file : Arrays.asList(arguments).subList(2, arguments.length)) {
            contents.add(ImageBytes.of(Files.readAllBytes(Path.of(file))));
        }
        Vips vips = Vips.open(library);
        Work work =
                switch (kind) {
                    case PROGRAMS -> programs(vips);
                    case PREVIEW -> new PreviewAlone(vips)::make;
                };
        pass(work, contents);
        long before = processorNanos();
        for (int i = 0; i < PASSES; i++) {
            pass(work, contents);
        }
        System.out.println(vips.version() + " " + (processorNanos() - before) / 1e9 / PASSES);
        contents.forEach(ImageBytes::close);
    }

    private interface Work {
        /** Returns something that depends on all of it. */
        int on(ImageBytes image);
    }

    private static Work programs(Vips vips) {
        var programs = new BuiltInPrograms(vips, DecodeLimits.DEFAULT);
        return image -> {
            List<ProgramAnswer> answers = programs.run(ImageFormat.JPEG, image, LIMIT);
            if (!answers.stream()
                    .allMatch(answer -> answer.result() instanceof ProgramAnswer.Result.Made)) {
                throw new IllegalStateException("a picture cannot be decoded: " + answers);
            }
            return answers.size();
        };
    }

    private static void pass(Work work, List<ImageBytes> contents) {
        for (ImageBytes image : contents) {
            if (work.on(image) < 1) {
                throw new IllegalStateException("nothing was made");
            }
        }
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
